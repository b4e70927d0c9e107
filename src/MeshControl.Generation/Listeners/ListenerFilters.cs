using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Listener.HttpInspector.V3;
using Envoy.Extensions.Filters.Listener.OriginalDst.V3;
using Envoy.Extensions.Filters.Listener.OriginalSrc.V3;
using Envoy.Extensions.Filters.Listener.ProxyProtocol.V3;
using Envoy.Extensions.Filters.Listener.TlsInspector.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Generation.Listeners;

/// <summary>Listener filters: they look at a connection before a filter chain is chosen.</summary>
public static class ListenerFilters
{
    private const uint TlsReadBuffer = 512;

    /// <summary>Marks connections that keep the client's address, so that routing rules let their answers back in.</summary>
    private const uint OriginalSourceMark = 1337;

    public static ListenerFilter OriginalDestination() => Create("envoy.filters.listener.original_dst", new OriginalDst());

    public static ListenerFilter OriginalSource() => Create("envoy.filters.listener.original_src", new OriginalSrc { Mark = OriginalSourceMark });

    public static ListenerFilter TlsInspector(ListenerFilterChainMatchPredicate? disabled = null) =>
        Create("envoy.filters.listener.tls_inspector", new TlsInspector { InitialReadBufferSize = TlsReadBuffer }, disabled);

    public static ListenerFilter HttpInspector(ListenerFilterChainMatchPredicate? disabled = null) =>
        Create("envoy.filters.listener.http_inspector", new HttpInspector(), disabled);

    /// <summary>Reads the client's address from the header that a load balancer in front writes.</summary>
    public static ListenerFilter ProxyProtocol() => Create("envoy.filters.listener.proxy_protocol", new ProxyProtocol());

    private static ListenerFilter Create(string name, IMessage configuration, ListenerFilterChainMatchPredicate? disabled = null) =>
        new() { Name = name, TypedConfig = Any.Pack(configuration), FilterDisabled = disabled };
}
