using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Common.SetFilterState.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using SetFilterState = Envoy.Extensions.Filters.Http.SetFilterState.V3;

namespace MeshControl.Generation.Filters;

/// <summary>
/// Tells the peer's sidecar that a sniffed port's connection carries HTTP, by the ALPN of the upstream connection: stock Envoy takes it from
/// this filter state in place of the cluster's list (traffic specification 11.3).
/// </summary>
internal static class PeerProtocol
{
    private const string Key = "envoy.network.application_protocols";

    // No plain protocol: nothing is negotiated and the peer detects the HTTP version itself.
    private const string Protocols = "istio-http/1.1,istio-h2,istio";

    public static HttpFilter Filter { get; } = HttpFilterChain.Filter("envoy.filters.http.set_filter_state", new SetFilterState.Config
    {
        OnRequestHeaders =
        {
            new FilterStateValue
            {
                ObjectKey = Key,
                FormatString = new SubstitutionFormatString { TextFormatSource = new DataSource { InlineString = Protocols } },
            },
        },
    });
}
