using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.Filters.Network.TcpProxy.V3;

namespace MeshControl.Generation.Tests.Listeners;

/// <summary>What a test says about a listener.</summary>
internal static class ListenerReading
{
    /// <summary>One line a chain: name, match, TLS, and where it leads.</summary>
    public static IEnumerable<string> Describe(this Listener listener) =>
        listener.FilterChains.Select(Describe).Concat(listener.DefaultFilterChain is { } other ? ["default " + Describe(other)] : []);

    public static string Describe(this FilterChain chain)
    {
        var match = chain.FilterChainMatch;
        string[] parts =
        [
            chain.Name,
            match?.DestinationPort is { } port ? $":{port}" : "",
            match?.TransportProtocol ?? "",
            match is null ? "" : string.Join(',', match.ApplicationProtocols),
            match is null ? "" : string.Join(',', match.ServerNames),
            match is null ? "" : string.Join(',', match.PrefixRanges.Select(range => $"{range.AddressPrefix}/{range.PrefixLen}")),
            chain.TransportSocket is null ? "" : "mtls",
            "-> " + Target(chain.Filters[^1]),
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    public static HttpConnectionManager Http(this FilterChain chain) => chain.Filters[^1].TypedConfig.Unpack<HttpConnectionManager>();

    public static TcpProxy Tcp(this FilterChain chain) => chain.Filters[^1].TypedConfig.Unpack<TcpProxy>();

    public static IEnumerable<string> Inspectors(this Listener listener) => listener.ListenerFilters.Select(filter => filter.Name["envoy.filters.listener.".Length..]);

    private static string Target(Filter filter)
    {
        if (filter.Name == "envoy.filters.network.http_connection_manager")
        {
            var manager = filter.TypedConfig.Unpack<HttpConnectionManager>();
            return "http " + (manager.Rds?.RouteConfigName ?? manager.RouteConfig.Name);
        }

        var proxy = filter.TypedConfig.Unpack<TcpProxy>();
        return "tcp " + (proxy.WeightedClusters is { } weighted ? string.Join(" + ", weighted.Clusters.Select(item => $"{item.Weight}% {item.Name}")) : proxy.Cluster);
    }
}
