using MeshControl.Generation.Clusters;
using MeshControl.Generation.Filters.Authentication;
using MeshControl.Generation.Filters.Authorization;
using MeshControl.Generation.Filters.Observability;
using MeshControl.Generation.Filters.RateLimiting;
using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Filters;

/// <summary>The filters of security policies, one set for all workloads that the same policies select.</summary>
public sealed class PolicyFilters
{
    private readonly MeshFacts _facts;
    private readonly Derived<string, EquatableArray<ServiceKey>> _servicesOfHost;
    private readonly Derived<AuthorizationView, FilterSlots> _authorization;
    private readonly Derived<(RequestAuthenticationView Policies, bool IsGateway), HttpFilterSlots> _authentication;

    private readonly Derived<(RateLimitView Policies, ProxyMetadata Proxy), FilterSlots> _rateLimits;

    public PolicyFilters(MeshFacts facts)
    {
        _facts = facts;
        _servicesOfHost = new(facts.Graph, "services/host", (host, read) =>
            [.. read.Get(facts.Services.All, "").Where(service => service.Host == host).Select(static service => service.Key)]);
        _authorization = new(facts.Graph, "filters/authorization", (policies, read) => AuthorizationFilters.Build(
            policies, TrustDomains.Of(facts.Settings.Get(read).Mesh), new ExternalAuthorizers(facts.Settings.Get(read).Mesh, (service, port) => Target(service, port, read))));
        _authentication = new(facts.Graph, "filters/authentication", (key, read) => new HttpFilterSlots
        {
            Authentication = JwtAuthenticationBuilder.Build([.. key.Policies.Rules], key.IsGateway, rule => KeysOf(rule, read)) is { } filter ? [filter] : [],
        });
        _rateLimits = new(facts.Graph, "filters/rate limits", (key, read) =>
        {
            var mesh = facts.Settings.Get(read).Mesh;
            return RateLimitFilters.Build(key.Policies, TrustDomains.Of(mesh), RateLimitServiceTarget.Of(mesh, key.Proxy));
        });
    }

    /// <summary>The filters of a workload: what a sidecar runs on the way in, a gateway on its way through.</summary>
    public FilterSlots Of(WorkloadKey workload, IReader read)
    {
        var key = new WorkloadSelectionKey(workload.Namespace, workload.Labels);
        var slots = Security(workload, key, read);
        var limits = read.Get(_facts.RateLimits.Applied, key).ForGateway(workload.Facets.Type == ProxyType.Router);
        if (limits.Applied.IsEmpty)
        {
            return slots;
        }

        var added = read.Get(_rateLimits, (limits, workload.Facets.Metadata));
        return new(slots.Http with { RateLimits = added.Http.RateLimits }, slots.Network with { RateLimits = added.Network.RateLimits });
    }

    private FilterSlots Security(WorkloadKey workload, WorkloadSelectionKey key, IReader read)
    {
        var policies = read.Get(_facts.Security.Authorization, key);
        var authorization = policies.IsEmpty ? FilterSlots.None : read.Get(_authorization, policies);
        var tokens = read.Get(_facts.Security.RequestAuthentication, key);
        if (tokens.Applied.IsEmpty)
        {
            return authorization;
        }

        var authentication = read.Get(_authentication, (tokens, workload.Facets.Type == ProxyType.Router));
        return authorization with { Http = authorization.Http with { Authentication = authentication.Authentication } };
    }

    private TokenKeys KeysOf(JwtRule rule, IReader read) => KeySetFacts.KeyOf(rule) is not { } key ? new TokenKeys(rule.Jwks)
        : _facts.KeySets.RemoteOf(rule, read) is { } remote ? new TokenKeys("", remote)
        : new TokenKeys(read.Get(_facts.KeySets.Fetched, key)?.Json ?? "");

    // A host that several namespaces declare has to be written with its namespace.
    private ProviderTarget? Target(string service, int port, IReader read)
    {
        var parts = service.Split('/');
        var host = parts[^1];
        var isKnown = parts.Length switch
        {
            1 => read.Get(_servicesOfHost, host).Count == 1,
            2 => read.Get(_facts.Services.Find, new ServiceKey(host, parts[0])) is not null,
            _ => false,
        };
        return isKnown ? new ProviderTarget(host, ClusterNames.Outbound(port, "", host)) : null;
    }
}
