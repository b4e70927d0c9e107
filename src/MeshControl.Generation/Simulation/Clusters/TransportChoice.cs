using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;

using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;

namespace MeshControl.Generation.Simulation.Clusters;

/// <summary>Which transport socket a connection to an endpoint uses: the first whose labels the endpoint's metadata has, else the cluster's own.</summary>
internal static class TransportChoice
{
    private const string MatchMetadata = "envoy.transport_socket_match";
    private const string HttpOptions = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

    public static UpstreamTls? Of(Cluster cluster, Metadata? endpoint, HttpRequest? request)
    {
        var labels = endpoint?.FilterMetadata.GetValueOrDefault(MatchMetadata);
        var match = cluster.TransportSocketMatches.FirstOrDefault(item =>
            item.Match is null || item.Match.Fields.All(field => labels is not null && labels.Fields.TryGetValue(field.Key, out var value) && value.Equals(field.Value)));
        var socket = match?.TransportSocket ?? cluster.TransportSocket;
        if (socket?.TypedConfig is null || !socket.TypedConfig.TryUnpack(out UpstreamTlsContext context))
        {
            return null;
        }

        var common = context.CommonTlsContext;
        return new UpstreamTls(
            match?.Name ?? "", ServerName(cluster, context, request), [.. common?.AlpnProtocols ?? []],
            common is not null && (common.TlsCertificates.Count > 0 || common.TlsCertificateSdsSecretConfigs.Count > 0));
    }

    private static string ServerName(Cluster cluster, UpstreamTlsContext context, HttpRequest? request)
    {
        if (context.Sni.Length > 0 || request is null || !cluster.TypedExtensionProtocolOptions.TryGetValue(HttpOptions, out var packed)
            || !packed.TryUnpack(out HttpProtocolOptions options) || options.UpstreamHttpProtocolOptions?.AutoSni is not true)
        {
            return context.Sni;
        }

        return Http.VirtualHostChoice.WithoutPort(request.Authority);
    }
}
