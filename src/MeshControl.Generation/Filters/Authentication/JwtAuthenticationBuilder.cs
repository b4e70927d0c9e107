using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.JwtAuthn.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Clusters;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;

namespace MeshControl.Generation.Filters.Authentication;

/// <summary>Builds the filter that verifies tokens (security specification 4.1 to 4.4).</summary>
public static class JwtAuthenticationBuilder
{
    /// <summary>Name of the filter and of the metadata that it leaves claims in.</summary>
    public const string FilterName = "envoy.filters.http.jwt_authn";

    /// <summary>Key of the metadata below which the claims are.</summary>
    public const string PayloadKey = "payload";

    private static readonly TimeSpan RemoteCacheTime = TimeSpan.FromMinutes(5);

    // Claims that list several values in one string.
    private static readonly string[] SpaceDelimited = ["permission", "scope"];

    /// <summary>The filter for these rules, sorted by issuer; null where there are none.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="isGateway">True where routes may be chosen by claims.</param>
    /// <param name="keysOf">The keys of a rule.</param>
    public static HttpFilter? Build(IReadOnlyList<JwtRule> rules, bool isGateway, Func<JwtRule, TokenKeys> keysOf)
    {
        if (rules.Count == 0)
        {
            return null;
        }

        var names = Enumerable.Range(0, rules.Count).Select(static i => $"origins-{i}").ToArray();
        var authentication = new JwtAuthentication
        {
            BypassCorsPreflight = true,
            Rules = { new RequirementRule { Match = new RouteMatch { Prefix = "/" }, Requires = Any(Requirements(names)) } },
        };
        foreach (var (name, rule) in names.Zip(rules).OrderBy(static pair => pair.First, StringComparer.Ordinal))
        {
            authentication.Providers.Add(name, Provider(rule, isGateway, keysOf(rule)));
        }

        return HttpFilterChain.Filter(FilterName, authentication);
    }

    // A token is not asked for, but one that is there has to be good. With several issuers, good for one of them is enough.
    private static IEnumerable<JwtRequirement> Requirements(string[] names)
    {
        if (names.Length == 1)
        {
            return [Named(names[0]), Missing()];
        }

        var everyOne = new JwtRequirementAndList { Requirements = { names.Select(static name => Any([Named(name), Missing()])) } };
        return [.. names.Select(Named), new JwtRequirement { RequiresAll = everyOne }];
    }

    private static JwtRequirement Any(IEnumerable<JwtRequirement> requirements) =>
        new() { RequiresAny = new JwtRequirementOrList { Requirements = { requirements } } };

    private static JwtRequirement Named(string provider) => new() { ProviderName = provider };

    private static JwtRequirement Missing() => new() { AllowMissing = new Empty() };

    private static JwtProvider Provider(JwtRule rule, bool isGateway, TokenKeys keys)
    {
        var provider = Provider(rule, isGateway);
        if (keys.Remote is { } remote)
        {
            provider.RemoteJwks = Remote(remote);
        }
        else
        {
            provider.LocalJwks = new DataSource { InlineString = keys.Json.Length > 0 ? keys.Json : DiscardedKeySet.Json };
        }

        return provider;
    }

    private static RemoteJwks Remote(RemoteKeys remote) => new()
    {
        HttpUri = new HttpUri { Uri = remote.Uri, Cluster = ClusterNames.Outbound(remote.Port, "", remote.Host), Timeout = Duration.FromTimeSpan(remote.Timeout) },
        CacheDuration = Duration.FromTimeSpan(RemoteCacheTime),
    };

    private static JwtProvider Provider(JwtRule rule, bool isGateway) => new()
    {
        Issuer = rule.Issuer,
        Audiences = { rule.Audiences },
        Forward = rule.ForwardOriginalToken,
        ForwardPayloadHeader = rule.OutputPayloadToHeader,
        PayloadInMetadata = PayloadKey,
        NormalizePayloadInMetadata = new JwtProvider.Types.NormalizePayload
        {
            SpaceDelimitedClaims = { SpaceDelimited.Concat(rule.SpaceDelimitedClaims).Distinct().Order(StringComparer.Ordinal) },
        },
        FromHeaders = { rule.FromHeaders.Select(static header => new Envoy.Extensions.Filters.Http.JwtAuthn.V3.JwtHeader { Name = header.Name, ValuePrefix = header.Prefix }) },
        FromParams = { rule.FromParams },
        FromCookies = { rule.FromCookies },
        ClaimToHeaders = { rule.OutputClaimToHeaders.Select(static output => new JwtClaimToHeader { HeaderName = output.Header, ClaimName = output.Claim }) },

        // A route that was chosen before the claims were known is chosen again.
        ClearRouteCache = isGateway,
    };
}
