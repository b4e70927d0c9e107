using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;
using MeshControl.Model.Services;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Facts;

/// <summary>Keys that verify tokens: which have to be fetched, and what was.</summary>
public sealed class KeySetFacts
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);
    private readonly ResourceFacts _resources;
    private readonly SettingsFacts _settings;
    private readonly ServiceFacts _services;
    private readonly Derived<string, EquatableArray<ServiceKey>> _servicesOfHost;

    internal KeySetFacts(Graph graph, ResourceFacts resources, SettingsFacts settings, ServiceFacts services)
    {
        _resources = resources;
        _settings = settings;
        _services = services;
        Fetched = new(graph, "key sets");
        _servicesOfHost = new(graph, "key sets/host", (host, read) =>
            [.. read.Get(_services.All, "").Where(service => service.Host == host).Select(static service => service.Key)]);
        Wanted = new(graph, "key sets/wanted", (_, read) => ListWanted(read));
        Findings = new(graph, "key sets/findings", (_, read) => [.. Tell(read)]);
    }

    /// <summary>What fetching brought; written from outside.</summary>
    public Table<KeySetKey, KeySet> Fetched { get; }

    /// <summary>The key sets that the control plane has to fetch, in order; the key is always empty.</summary>
    public Derived<string, EquatableArray<WantedKeySet>> Wanted { get; }

    /// <summary>Rules whose keys could not be fetched; the key is always empty.</summary>
    public Derived<string, EquatableArray<Finding>> Findings { get; }

    /// <summary>The key set of a rule, or null where it brings its keys along.</summary>
    public static KeySetKey? KeyOf(JwtRule rule) => rule.Jwks.Length > 0 ? null : new KeySetKey(rule.Issuer, rule.JwksUri);

    /// <summary>The cluster through which proxies fetch the keys of a rule themselves; null where the control plane does it.</summary>
    public RemoteKeys? RemoteOf(JwtRule rule, IReader read)
    {
        var fetching = _settings.Get(read).KeySetFetching;
        if (fetching == KeySetFetching.ControlPlane || rule.Jwks.Length > 0 || !Uri.TryCreate(rule.JwksUri, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var isKnown = read.Get(_servicesOfHost, uri.Host).Count == 1;
        return isKnown || fetching == KeySetFetching.Proxy ? new RemoteKeys(rule.JwksUri, uri.Host, uri.Port, rule.Timeout ?? DefaultTimeout) : null;
    }

    private EquatableArray<WantedKeySet> ListWanted(IReader read)
    {
        var wanted = new SortedDictionary<KeySetKey, TimeSpan>();
        foreach (var rule in read.Items(_resources.RequestAuthentications.Table).SelectMany(static policy => policy.Spec.JwtRules))
        {
            if (KeyOf(rule) is { } key && RemoteOf(rule, read) is null)
            {
                var timeout = rule.Timeout is { Ticks: > 0 } own ? own : DefaultTimeout;
                wanted[key] = wanted.TryGetValue(key, out var other) && other > timeout ? other : timeout;
            }
        }

        return [.. wanted.Select(static pair => new WantedKeySet(pair.Key, pair.Value))];
    }

    private IEnumerable<Finding> Tell(IReader read)
    {
        foreach (var policy in read.Items(_resources.RequestAuthentications.Table))
        {
            for (var i = 0; i < policy.Spec.JwtRules.Count; i++)
            {
                var rule = policy.Spec.JwtRules[i];
                if (KeyOf(rule) is { } key && read.Get(Fetched, key) is { Problem.Length: > 0 } set)
                {
                    yield return new Finding
                    {
                        Severity = set.Json.Length == 0 ? FindingSeverity.Error : FindingSeverity.Warning,
                        Code = FindingCode.InvalidCredential,
                        Resource = policy.Key,
                        Path = $"spec.jwtRules[{i}].{(key.Uri.Length > 0 ? "jwksUri" : "issuer")}",
                        Message = set.Json.Length == 0
                            ? $"the keys of {key} cannot be fetched: {set.Problem}; every token of the issuer is refused"
                            : $"the keys of {key} cannot be fetched again: {set.Problem}; the last good ones stay in use",
                        Fix = "make the address reachable from the control plane, or write the keys into jwks",
                        Origin = policy.Meta.Origin,
                    };
                }
            }
        }
    }
}
