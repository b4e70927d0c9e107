using System.Text.Json.Nodes;
using Envoy.Extensions.Filters.Http.JwtAuthn.V3;
using MeshControl.Generation.Simulation.Access;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>The filter that checks tokens: claims of a bearer token of a known issuer are believed, because signatures and times are not looked at here.</summary>
internal static class TokenFilter
{
    public static FilterPass Run(string name, JwtAuthentication config, AccessContext context)
    {
        if (context.Request is not { } request || config.Providers.Count == 0)
        {
            return new FilterPass(context);
        }

        if (TokenClaims.Of(request) is not { } claims)
        {
            return Told(name, "no bearer token: passes as an anonymous request", context);
        }

        var issuer = claims["iss"]?.ToString();
        var provider = config.Providers.OrderBy(item => item.Key, StringComparer.Ordinal).FirstOrDefault(item => item.Value.Issuer == issuer).Value;
        if (provider is null)
        {
            var decision = new Decision(DecisionKind.Filter, name, $"issuer {issuer} is not one of {string.Join(", ", config.Providers.Values.Select(item => item.Issuer))}");
            return new FilterPass(context) { Stop = new FilterStop(1, decision, new Answered(401, "token of an unknown issuer")) };
        }

        var noted = provider.PayloadInMetadata.Length > 0 ? context.Noting(name, provider.PayloadInMetadata, Normalized(provider, claims)) : context;
        return Told(name, $"token of {issuer}; its signature and times are taken as valid", noted);
    }

    private static JsonNode Normalized(JwtProvider provider, JsonObject claims)
    {
        var copy = claims.DeepClone().AsObject();
        foreach (var claim in provider.NormalizePayloadInMetadata?.SpaceDelimitedClaims ?? [])
        {
            if (copy[claim]?.GetValueKind() == System.Text.Json.JsonValueKind.String)
            {
                copy[claim] = new JsonArray([.. copy[claim]!.GetValue<string>().Split(' ').Select(part => JsonValue.Create(part))]);
            }
        }

        return copy;
    }

    private static FilterPass Told(string name, string what, AccessContext context) =>
        new(context) { Decisions = [new Decision(DecisionKind.Filter, name, what)] };
}
