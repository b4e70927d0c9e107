using MeshControl.Generation.Routes;
using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Gateways;

/// <summary>
/// Collects the virtual hosts of a gateway's route table. Rules of one host are joined in order; hosts with the same rules share one virtual host
/// (traffic specification 4.12).
/// </summary>
internal sealed class GatewayLayoutBuilder(bool countsAttempts)
{
    private readonly Dictionary<string, Draft> _hosts = [];

    /// <summary>Adds a rule's routes to a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">Server port, a part of the name.</param>
    /// <param name="rule">The routes.</param>
    /// <param name="requiresTls">True where the server redirects to HTTPS.</param>
    public void Add(string host, int port, RuleRoutesKey rule, bool requiresTls)
    {
        var draft = Find(host.ToLowerInvariant(), port);
        draft.RequiresTls |= requiresTls;
        // Several servers of one Gateway would repeat routes that can never be reached.
        if (!draft.Rules.Any(known => known.Rule == rule.Rule && known.Scope.Gateway == rule.Scope.Gateway))
        {
            draft.Rules.Add(rule);
        }
    }

    /// <summary>Adds a host that does nothing but redirect to HTTPS, unless it has routes.</summary>
    public void AddRedirect(string host, int port) => Find(host.ToLowerInvariant(), port).RequiresTls = true;

    /// <summary>The virtual hosts by name; one that answers 404 where there are none.</summary>
    public EquatableArray<VirtualHostKey> Build(int firstPort)
    {
        if (_hosts.Count == 0)
        {
            return [new VirtualHostKey { Name = RouteNames.HostAndPort("blackhole", firstPort), Domains = ["*"] }];
        }

        var merged = new List<VirtualHostKey>();
        foreach (var (host, draft) in _hosts.OrderBy(static entry => entry.Key, Comparer<string>.Create(HostNames.CompareSpecificity)))
        {
            var key = new VirtualHostKey
            {
                Name = RouteNames.HostAndPort(host, draft.Port),
                Domains = [host],
                Rules = draft.Rules.ToEquatableArray(),
                MovesCatchAllsLast = true,
                RequiresTls = draft.RequiresTls,
                CountsAttempts = countsAttempts,
            };
            // Only the latest host with these rules is asked, as istiod does.
            var same = merged.FindLastIndex(known => known.Rules.Equals(key.Rules));
            if (same < 0 || !merged[same].HasSameRoutes(key))
            {
                merged.Add(key);
            }
            else
            {
                merged[same] = merged[same] with { Domains = [.. merged[same].Domains, host] };
            }
        }

        return merged.OrderBy(static key => key.Name, StringComparer.Ordinal).ToEquatableArray();
    }

    private Draft Find(string host, int port) =>
        _hosts.TryGetValue(host, out var draft) ? draft : _hosts[host] = new Draft { Port = port };

    private sealed class Draft
    {
        public required int Port { get; init; }

        public List<RuleRoutesKey> Rules { get; } = [];

        public bool RequiresTls { get; set; }
    }
}
