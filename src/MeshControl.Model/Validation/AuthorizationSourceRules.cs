using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for the sources of authorization rules.</summary>
internal static class AuthorizationSourceRules
{
    public static void Validate(ValidationContext context, string path, AuthorizationSource source, AuthorizationAction action)
    {
        // The provider of a CUSTOM policy runs before the peer's identity is checked.
        var identities = new (string Name, IReadOnlyList<string> Values)[]
        {
            ("principals", source.Principals), ("notPrincipals", source.NotPrincipals),
            ("requestPrincipals", source.RequestPrincipals), ("notRequestPrincipals", source.NotRequestPrincipals),
            ("namespaces", source.Namespaces), ("notNamespaces", source.NotNamespaces),
            ("serviceAccounts", source.ServiceAccounts), ("notServiceAccounts", source.NotServiceAccounts),
            ("trustDomains", source.TrustDomains), ("notTrustDomains", source.NotTrustDomains),
        };
        var addresses = new (string Name, IReadOnlyList<string> Values)[]
        {
            ("ipBlocks", source.IpBlocks), ("notIpBlocks", source.NotIpBlocks),
            ("remoteIpBlocks", source.RemoteIpBlocks), ("notRemoteIpBlocks", source.NotRemoteIpBlocks),
        };
        if (identities.Concat(addresses).All(l => l.Values.Count == 0))
        {
            context.Error(FindingCode.MissingField, path, "the source is empty", "set principals, namespaces, ipBlocks or another field");
        }

        foreach (var (name, values) in identities)
        {
            if (values.Count > 0 && action == AuthorizationAction.Custom)
            {
                context.Error(FindingCode.ConflictingFields, $"{path}.{name}", $"{name} cannot be used with action CUSTOM", "use ipBlocks, or an ALLOW or DENY policy");
            }

            for (var i = 0; i < values.Count; i++)
            {
                ValidateIdentity(context, $"{path}.{name}[{i}]", name, values[i]);
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
            }
        }

        if (source.ServiceAccounts.Count + source.NotServiceAccounts.Count > 0 &&
            source.Principals.Count + source.NotPrincipals.Count + source.Namespaces.Count + source.NotNamespaces.Count > 0)
        {
            context.Error(FindingCode.ConflictingFields, path, "serviceAccounts excludes principals and namespaces", "keep serviceAccounts alone");
        }
    }

    private static void ValidateIdentity(ValidationContext context, string path, string field, string value)
    {
        if (value.Length == 0)
        {
            context.Error(FindingCode.MissingField, path, "the text is empty");
        }
        else if (field is "serviceAccounts" or "notServiceAccounts")
        {
            var parts = value.Split('/');
            if (parts.Length > 2 || parts.Any(p => p.Length == 0) || value.Contains('*'))
            {
                context.Error(FindingCode.InvalidName, path, $"\"{value}\" is not a service account", "write name or namespace/name");
            }
        }
        else if (field is "trustDomains" or "notTrustDomains" && AuthorizationConditionRules.TrustDomainProblem(value) is { } problem)
        {
            context.Error(FindingCode.InvalidValue, path, problem, "write a trust domain, with one * at its beginning or end at most");
        }
        else if (value.AsSpan(1, Math.Max(0, value.Length - 2)).Contains('*'))
        {
            context.Warning(FindingCode.NoEffect, path, $"\"{value}\": a * inside the text is taken literally", "use it at the beginning or at the end");
        }
    }
}
