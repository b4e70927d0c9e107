using Envoy.Config.Cluster.V3;
using Envoy.Extensions.Upstreams.Http.V3;
using Google.Protobuf.WellKnownTypes;
using ExplicitHttp = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions.Types.ExplicitHttpConfig;
using UpstreamProtocol = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions.UpstreamProtocolOptionsOneofCase;

namespace MeshControl.Generation.Clusters;

/// <summary>A cluster being built, with its HTTP options apart until they are packed.</summary>
internal sealed class ClusterDraft(Cluster message)
{
    private const string HttpOptionsKey = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

    public Cluster Message { get; } = message;

    public HttpProtocolOptions? Http { get; set; }

    /// <summary>The HTTP options, made on first use.</summary>
    public HttpProtocolOptions RequireHttp() => Http ??= new HttpProtocolOptions();

    public bool IsOriginalDestination => Message.HasType && Message.Type == Cluster.Types.DiscoveryType.OriginalDst;

    public bool IsExplicitHttp2 => Http?.ExplicitHttpConfig?.Http2ProtocolOptions is not null;

    /// <summary>Packs the HTTP options; Envoy wants a protocol in them, HTTP/1.1 where none was chosen.</summary>
    public Cluster Finish()
    {
        if (Http is { } options)
        {
            if (options.UpstreamProtocolOptionsCase == UpstreamProtocol.None)
            {
                options.ExplicitHttpConfig = new ExplicitHttp { HttpProtocolOptions = new() };
            }

            Message.TypedExtensionProtocolOptions[HttpOptionsKey] = Any.Pack(options);
            Http = null;
        }

        return Message;
    }
}
