using MeshControl.Model.Services;

namespace MeshControl.Model.Traffic;

/// <summary>The `namespace/host` patterns of a Sidecar egress listener (traffic specification 7.2).</summary>
public sealed class EgressHosts
{
    private readonly Dictionary<string, List<string>> _included = [];
    private readonly Dictionary<string, List<string>> _excluded = [];

    /// <summary>Reads the patterns for a proxy of <paramref name="ns"/>; a pattern without exactly one slash is ignored.</summary>
    public EgressHosts(IEnumerable<string> patterns, string ns)
    {
        foreach (var pattern in patterns)
        {
            var parts = pattern.Split('/');
            if (parts.Length != 2)
            {
                continue;
            }

            var (place, host) = (parts[0], parts[1]);
            if (place.StartsWith('~'))
            {
                Add(_excluded, place.Length == 1 ? "*" : place[1..], host);
            }
            else
            {
                Add(_included, place == "." ? ns : place, host);
            }
        }
    }

    /// <summary>True for the built-in import of everything, which needs no matching.</summary>
    public bool IsEverything => _excluded.Count == 0 && _included.TryGetValue("*", out var hosts) && hosts.Contains("*");

    public bool ImportsService(string ns, string host) =>
        Any(_included, ns, pattern => HostNames.IsSubsetOf(host, pattern)) && !Any(_excluded, ns, pattern => HostNames.IsSubsetOf(host, pattern));

    /// <summary>A VirtualService is imported where one of its hosts overlaps a pattern and is not excluded.</summary>
    public bool ImportsVirtualService(MeshVirtualService virtualService) => virtualService.Hosts.Any(host =>
    {
        var matches = virtualService.Semantics == RouteSemantics.GatewayApi
            ? (Func<string, bool>)(pattern => HostNames.IsSubsetOf(host, pattern))
            : pattern => HostNames.Overlap(host, pattern);
        return Any(_included, virtualService.Namespace, matches)
            && !Any(_excluded, virtualService.Namespace, pattern => HostNames.IsSubsetOf(host, pattern));
    });

    private static bool Any(Dictionary<string, List<string>> patterns, string ns, Func<string, bool> matches) =>
        (patterns.TryGetValue(ns, out var own) && own.Any(matches)) || (patterns.TryGetValue("*", out var all) && all.Any(matches));

    private static void Add(Dictionary<string, List<string>> patterns, string place, string host) =>
        (patterns.TryGetValue(place, out var list) ? list : patterns[place] = []).Add(host);
}
