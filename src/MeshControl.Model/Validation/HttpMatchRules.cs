using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for the conditions of an HTTP route.</summary>
internal static class HttpMatchRules
{
    public static void Validate(ValidationContext context, string path, HttpMatchRequest match, bool appliesToMesh)
    {
        FieldRules.Match(context, path + ".uri", match.Uri, emptyPrefixAllowed: true);
        FieldRules.Match(context, path + ".scheme", match.Scheme);
        FieldRules.Match(context, path + ".method", match.Method);
        FieldRules.Match(context, path + ".authority", match.Authority);
        foreach (var (name, header) in match.Headers)
        {
            ValidateHeader(context, $"{path}.headers[\"{name}\"]", name, header, appliesToMesh);
        }

        foreach (var (name, header) in match.WithoutHeaders)
        {
            // The expression * means any value here.
            if (header?.Regex != "*")
            {
                ValidateHeader(context, $"{path}.withoutHeaders[\"{name}\"]", name, header, appliesToMesh);
            }
        }

        foreach (var (name, query) in match.QueryParams)
        {
            FieldRules.Match(context, $"{path}.queryParams[\"{name}\"]", query);
        }

        if (match.Port != 0)
        {
            FieldRules.Port(context, path + ".port", match.Port);
        }

        FieldRules.Labels(context, path + ".sourceLabels", match.SourceLabels);
        for (var i = 0; i < match.Gateways.Count; i++)
        {
            VirtualServiceValidator.GatewayName(context, $"{path}.gateways[{i}]", match.Gateways[i]);
        }

        if (match.SourceNamespace.Length > 0)
        {
            FieldRules.Label(context, path + ".sourceNamespace", match.SourceNamespace, "a namespace");
        }
    }

    private static void ValidateHeader(ValidationContext context, string path, string name, StringMatch? header, bool appliesToMesh)
    {
        if (!name.StartsWith("@request.auth.claims", StringComparison.Ordinal))
        {
            HeaderRules.Name(context, path, name);
        }
        else if (appliesToMesh)
        {
            context.Error(FindingCode.InvalidName, path, "routing by JWT claims works at gateways only", "bind the VirtualService to a gateway with gateways");
        }

        FieldRules.Match(context, path, header);
    }
}
