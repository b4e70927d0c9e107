using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.Http.HeaderFormatters.PreserveCase.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Filters;

/// <summary>HTTP/1 and HTTP/2 options that the protocol of a port or the proxy asks for.</summary>
internal static class HttpVersionSettings
{
    public static void Apply(HttpConnectionManagerOptions options, FilterContext context, HttpConnectionManager manager)
    {
        var acceptsHttp10 = context.Facets.Metadata.Http10;
        var keepsCase = context.Proxy.ProxyHeaders?.PreserveHttp1HeaderCase == true;
        if (acceptsHttp10 || keepsCase || options.IsForwardProxy || context.Side == TrafficSide.Gateway)
        {
            manager.HttpProtocolOptions = new Http1ProtocolOptions { AcceptHttp10 = acceptsHttp10 };
            if (options.IsForwardProxy)
            {
                manager.HttpProtocolOptions.AllowAbsoluteUrl = true;
            }

            if (keepsCase)
            {
                manager.HttpProtocolOptions.HeaderKeyFormat = PreserveCase;
            }
        }

        if (context.Side == TrafficSide.Inbound && options.Protocol.IsHttp2())
        {
            manager.Http2ProtocolOptions = new Http2ProtocolOptions();
        }
    }

    private static Http1ProtocolOptions.Types.HeaderKeyFormat PreserveCase => new()
    {
        StatefulFormatter = new TypedExtensionConfig { Name = "preserve_case", TypedConfig = Any.Pack(new PreserveCaseFormatterConfig()) },
    };
}
