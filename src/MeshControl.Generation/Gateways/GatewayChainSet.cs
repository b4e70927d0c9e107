using Envoy.Config.Listener.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Generation.Gateways;

/// <summary>The filter chains of one listener. Envoy refuses a listener of which two chains take the same connections: the first one keeps them.</summary>
internal sealed class GatewayChainSet
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private readonly HashSet<(string ServerName, string Protocols)> _taken = [];
    private readonly List<FilterChain> _chains = [];

    public IReadOnlyList<FilterChain> Chains => _chains;

    /// <summary>True where some chain is chosen by what the client says in TLS.</summary>
    public bool NeedsTlsInspector { get; private set; }

    public void Add(GatewayChain chain)
    {
        var protocols = string.Join(',', chain.ApplicationProtocols);
        // Chosen by any name, or by names that no earlier chain has.
        string[] names = chain.ServerNames.Count == 0 || chain.ServerNames.Contains("*")
            ? [""]
            : [.. chain.ServerNames.Order(StringComparer.Ordinal)];
        var free = names.Where(name => !_taken.Contains((name, protocols))).Distinct(StringComparer.Ordinal).ToList();
        if (free.Count == 0 || (chain.IsWhole && free.Count < names.Length))
        {
            return;
        }

        _taken.UnionWith(free.Select(name => (name, protocols)));

        NeedsTlsInspector |= chain.NeedsTlsInspector;
        var built = new FilterChain
        {
            TransportSocket = chain.Tls, TransportSocketConnectTimeout = Duration.FromTimeSpan(ConnectTimeout), Filters = { chain.Filters },
        };
        var match = new FilterChainMatch { ApplicationProtocols = { chain.ApplicationProtocols } };
        if (names[0].Length > 0)
        {
            match.ServerNames.Add(free);
        }

        if (match.ServerNames.Count > 0 || match.ApplicationProtocols.Count > 0)
        {
            built.FilterChainMatch = match;
        }

        _chains.Add(built);
    }
}
