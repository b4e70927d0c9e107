using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for header names and for what may be done to headers.</summary>
internal static class HeaderRules
{
    private const string TokenCharacters = "!#$%&'*+-.^_`|~";

    /// <summary>An RFC 9110 token, or a pseudo header's name.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name is [':', ..])
        {
            name = name[1..];
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !TokenCharacters.Contains(c))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    public static void Name(ValidationContext context, string path, string name)
    {
        if (!IsName(name))
        {
            context.Error(FindingCode.InvalidName, path, name.Length == 0 ? "the header name is empty" : $"\"{name}\" is not a header name");
        }
    }

    public static void Operations(ValidationContext context, string path, Headers? headers)
    {
        if (headers?.Request is { } request)
        {
            Changes(context, path + ".request.set", request.Set, authorityAllowed: true);
            Changes(context, path + ".request.add", request.Add, authorityAllowed: true);
            Removals(context, path + ".request.remove", request.Remove);
        }

        if (headers?.Response is { } response)
        {
            Changes(context, path + ".response.set", response.Set, authorityAllowed: false);
            Changes(context, path + ".response.add", response.Add, authorityAllowed: false);
            Removals(context, path + ".response.remove", response.Remove);
        }
    }

    /// <summary>How many places of the operations set the authority.</summary>
    public static int AuthorityWrites(Headers? headers) =>
        headers?.Request is not { } request ? 0 : request.Set.Keys.Count(IsAuthority) + request.Add.Keys.Count(IsAuthority);

    private static bool IsAuthority(string name) => name == ":authority" || string.Equals(name, "host", StringComparison.OrdinalIgnoreCase);

    private static void Changes(ValidationContext context, string path, IReadOnlyDictionary<string, string> headers, bool authorityAllowed)
    {
        foreach (var (name, value) in headers)
        {
            Operation(context, $"{path}[\"{name}\"]", name, authorityAllowed);
            if (!HeaderFormat.IsValid(value))
            {
                context.Error(FindingCode.InvalidValue, $"{path}[\"{name}\"]", $"\"{value}\" is not a format that Envoy knows", "write %OPERATOR% or %OPERATOR(argument)%, and %% for a percent sign");
            }
        }
    }

    private static void Removals(ValidationContext context, string path, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            Operation(context, $"{path}[{i}]", names[i], authorityAllowed: false);
        }
    }

    private static void Operation(ValidationContext context, string path, string name, bool authorityAllowed)
    {
        if (IsAuthority(name))
        {
            if (!authorityAllowed)
            {
                context.Error(FindingCode.InvalidName, path, $"{name} cannot be changed here", "use rewrite.authority");
            }
        }
        else if (name.StartsWith(':'))
        {
            context.Error(FindingCode.InvalidName, path, $"{name} is a pseudo header and cannot be changed");
        }
        else
        {
            Name(context, path, name);
        }
    }
}
