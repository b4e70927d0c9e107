using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshControl.Model.Resources.Mesh;
using CertDetails = MeshControl.Model.Resources.Mesh.SetCurrentClientCertDetails;
using ForwardMode = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types.ForwardClientCertDetails;
using Types = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager.Types;

namespace MeshControl.Generation.Filters;

/// <summary>Headers that a connection manager writes: server, request id, forwarded client certificate, forwarded port.</summary>
internal static class HttpHeaderSettings
{
    private const string ServerName = "istio-envoy";

    public static void Apply(HttpConnectionManagerOptions options, FilterContext context, HttpConnectionManager manager)
    {
        var headers = context.Proxy.ProxyHeaders;
        ApplyServer(options, context.Side, headers?.Server, manager);
        if (headers?.RequestId?.Disabled == true)
        {
            manager.GenerateRequestId = false;
        }

        manager.AppendXForwardedPort = headers?.XForwardedPort?.Enabled == true;
        switch (context.Side)
        {
            case TrafficSide.Inbound:
                manager.ForwardClientCertDetails = Mode(headers?.ForwardedClientCert, ForwardMode.AppendForward);
                manager.SetCurrentClientCertDetails = InboundDetails(headers?.SetCurrentClientCertDetails);
                break;
            case TrafficSide.Gateway:
                var topology = context.Proxy.GatewayTopology;
                manager.XffNumTrustedHops = (uint)Math.Max(0, topology?.NumTrustedProxies ?? 0);
                manager.ForwardClientCertDetails = Mode(topology?.ForwardClientCertDetails, ForwardMode.SanitizeSet);
                manager.SetCurrentClientCertDetails = manager.ForwardClientCertDetails is ForwardMode.AppendForward or ForwardMode.SanitizeSet
                    ? new Types.SetCurrentClientCertDetails { Subject = true, Cert = true, Dns = true, Uri = true }
                    : null;
                break;
        }
    }

    private static void ApplyServer(HttpConnectionManagerOptions options, TrafficSide side, ServerHeader? server, HttpConnectionManager manager)
    {
        if (server?.Disabled == true)
        {
            manager.ServerHeaderTransformation = Types.ServerHeaderTransformation.PassThrough;
            return;
        }

        var named = side != TrafficSide.Outbound && !options.IsForwardProxy ? ServerName : "";
        manager.ServerName = server is { Value.Length: > 0 } ? server.Value : named;
    }

    private static ForwardMode Mode(ForwardClientCertDetails? wanted, ForwardMode otherwise) => wanted switch
    {
        ForwardClientCertDetails.Sanitize => ForwardMode.Sanitize,
        ForwardClientCertDetails.ForwardOnly => ForwardMode.ForwardOnly,
        ForwardClientCertDetails.AppendForward => ForwardMode.AppendForward,
        ForwardClientCertDetails.SanitizeSet => ForwardMode.SanitizeSet,
        ForwardClientCertDetails.AlwaysForwardOnly => ForwardMode.AlwaysForwardOnly,
        _ => otherwise,
    };

    private static Types.SetCurrentClientCertDetails InboundDetails(CertDetails? wanted) => new()
    {
        Subject = wanted?.Subject ?? true,
        Uri = wanted?.Uri ?? true,
        Dns = wanted?.Dns ?? true,
        Cert = wanted?.Cert ?? false,
        Chain = wanted?.Chain ?? false,
    };
}
