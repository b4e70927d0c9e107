using MeshControl.Model.Resources.Policy;

namespace MeshControl.Model.Validation;

/// <summary>Rules for the conditions of rate limits.</summary>
internal static class RateLimitMatchRules
{
    public static void Validate(ValidationContext context, string path, RateLimitMatch match)
    {
        if (match is { Routes.Count: 0, Ports.Count: 0, Methods.Count: 0, Paths.Count: 0, Headers.Count: 0, Cookies.Count: 0, Source: null })
        {
            context.Warning(FindingCode.NoEffect, path, "an empty match matches every request", "leave it out");
        }

        for (var i = 0; i < match.Routes.Count; i++)
        {
            NotEmpty(context, $"{path}.routes[{i}]", match.Routes[i]);
        }

        for (var i = 0; i < match.Ports.Count; i++)
        {
            FieldRules.Port(context, $"{path}.ports[{i}]", match.Ports[i]);
        }

        for (var i = 0; i < match.Methods.Count; i++)
        {
            if (!HeaderRules.IsName(match.Methods[i]) || match.Methods[i].Any(char.IsAsciiLetterLower))
            {
                context.Error(FindingCode.InvalidValue, $"{path}.methods[{i}]", $"\"{match.Methods[i]}\" is not a method", "write it in upper case, such as GET");
            }
        }

        for (var i = 0; i < match.Paths.Count; i++)
        {
            Path(context, $"{path}.paths[{i}]", match.Paths[i]);
        }

        for (var i = 0; i < match.Headers.Count; i++)
        {
            HeaderRules.Name(context, $"{path}.headers[{i}].name", match.Headers[i].Name);
            Value(context, $"{path}.headers[{i}]", match.Headers[i]);
        }

        for (var i = 0; i < match.Cookies.Count; i++)
        {
            CookieName(context, $"{path}.cookies[{i}].name", match.Cookies[i].Name);
            Value(context, $"{path}.cookies[{i}]", match.Cookies[i]);
        }

        if (match.Source is { } source)
        {
            Source(context, path + ".source", source);
        }
    }

    public static void CookieName(ValidationContext context, string path, string name)
    {
        if (name.StartsWith(':') || !HeaderRules.IsName(name))
        {
            context.Error(FindingCode.InvalidName, path, name.Length == 0 ? "the cookie name is empty" : $"\"{name}\" is not a cookie name");
        }
    }

    private static void Path(ValidationContext context, string path, Resources.Istio.StringMatch match)
    {
        FieldRules.Match(context, path, match);
        if (match is { Exact: null, Prefix: null, Regex: null })
        {
            context.Error(FindingCode.MissingField, path, "the path is empty", "set exact, prefix or regex");
        }

        if ((match.Exact ?? match.Prefix) is { Length: > 0 } text && (text[0] != '/' || text.Contains('?')))
        {
            context.Error(FindingCode.InvalidValue, path, $"\"{text}\" never matches", "paths begin with / and have no query");
        }
    }

    private static void Value(ValidationContext context, string path, RateLimitValueMatch match)
    {
        if (match.Regex is { } regex)
        {
            FieldRules.Regex(context, path + ".regex", regex);
        }

        if (match.Prefix is "")
        {
            context.Error(FindingCode.InvalidValue, path + ".prefix", "the prefix is empty", "leave it out to match any value");
        }
    }

    private static void Source(ValidationContext context, string path, RateLimitSource source)
    {
        var lists = new (string Name, IReadOnlyList<string> Values)[]
        {
            ("principals", source.Principals), ("notPrincipals", source.NotPrincipals), ("namespaces", source.Namespaces), ("notNamespaces", source.NotNamespaces),
        };
        var addresses = new (string Name, IReadOnlyList<string> Values)[] { ("remoteIpBlocks", source.RemoteIpBlocks), ("notRemoteIpBlocks", source.NotRemoteIpBlocks) };
        if (lists.Concat(addresses).All(static list => list.Values.Count == 0))
        {
            context.Error(FindingCode.MissingField, path, "the source is empty", "set principals, namespaces or remoteIpBlocks");
        }

        foreach (var (name, values) in lists)
        {
            for (var i = 0; i < values.Count; i++)
            {
                NotEmpty(context, $"{path}.{name}[{i}]", values[i]);
            }
        }

        foreach (var (name, values) in addresses)
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (!HostSyntax.IsIpOrCidr(values[i]))
                {
                    context.Error(FindingCode.InvalidValue, $"{path}.{name}[{i}]", $"\"{values[i]}\" is neither an IP address nor a CIDR range");
                }
                else if (values[i].Contains(':') && values[i].Contains('/') && !values[i].EndsWith("/128", StringComparison.Ordinal))
                {
                    context.Error(FindingCode.InvalidValue, $"{path}.{name}[{i}]", "ranges of IPv6 addresses are not supported here", "name single addresses");
                }
            }
        }
    }

    private static void NotEmpty(ValidationContext context, string path, string text)
    {
        if (text.Length == 0)
        {
            context.Error(FindingCode.MissingField, path, "the text is empty");
        }
    }
}
