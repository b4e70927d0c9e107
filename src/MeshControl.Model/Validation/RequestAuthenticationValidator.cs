using System.Text.Json;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for RequestAuthentications.</summary>
internal sealed class RequestAuthenticationValidator() : SpecValidator<RequestAuthentication>(KindCatalog.RequestAuthentication)
{
    protected override void Validate(RequestAuthentication spec, ValidationContext context)
    {
        FieldRules.Selector(context, spec.Selector, spec.TargetRef, spec.TargetRefs);
        for (var i = 0; i < spec.JwtRules.Count; i++)
        {
            ValidateRule(context, $"jwtRules[{i}]", spec.JwtRules[i]);
        }
    }

    private static void ValidateRule(ValidationContext context, string path, JwtRule rule)
    {
        if (rule.Issuer.Length == 0 && rule.JwksUri.Length == 0)
        {
            context.Error(FindingCode.MissingField, path + ".issuer", "a JWT rule needs an issuer or a jwksUri");
        }

        if (rule.Jwks.Length > 0 && rule.JwksUri.Length > 0)
        {
            context.Error(FindingCode.ConflictingFields, path, "jwks and jwksUri exclude each other", "keep one of them");
        }

        if (rule.JwksUri.Length > 0 && !(Uri.TryCreate(rule.JwksUri, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            context.Error(FindingCode.InvalidValue, path + ".jwksUri", $"\"{rule.JwksUri}\" is not an http or https URL");
        }

        if (rule.Jwks.Length > 0 && !IsJson(rule.Jwks))
        {
            context.Error(FindingCode.InvalidValue, path + ".jwks", "jwks is not a JSON object", "paste the key set as it is, with its keys list");
        }

        NotEmpty(context, path + ".audiences", rule.Audiences);
        NotEmpty(context, path + ".fromParams", rule.FromParams);
        NotEmpty(context, path + ".fromCookies", rule.FromCookies);
        NotEmpty(context, path + ".spaceDelimitedClaims", rule.SpaceDelimitedClaims);
        for (var i = 0; i < rule.FromHeaders.Count; i++)
        {
            HeaderRules.Name(context, $"{path}.fromHeaders[{i}].name", rule.FromHeaders[i].Name);
        }

        for (var i = 0; i < rule.OutputClaimToHeaders.Count; i++)
        {
            var output = rule.OutputClaimToHeaders[i];
            if (output.Header.Length == 0 || !output.Header.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                context.Error(FindingCode.InvalidName, $"{path}.outputClaimToHeaders[{i}].header", $"\"{output.Header}\" is not a header name for claims", "use letters, digits, - and _");
            }

            if (output.Claim.Length == 0)
            {
                context.Error(FindingCode.MissingField, $"{path}.outputClaimToHeaders[{i}].claim", "the claim is not named");
            }
        }

        FieldRules.Duration(context, path + ".timeout", rule.Timeout);
    }

    private static void NotEmpty(ValidationContext context, string path, IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].Length == 0)
            {
                context.Error(FindingCode.MissingField, $"{path}[{i}]", "the text is empty");
            }
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
