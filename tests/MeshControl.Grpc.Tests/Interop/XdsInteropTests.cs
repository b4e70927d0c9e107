using System.Collections.Concurrent;
using Envoy.Service.Discovery.V3;
using MeshControl.Grpc.Server;
using MeshControl.Grpc.Tests.Host;

namespace MeshControl.Grpc.Tests.Interop;

/// <summary>A proxyless client that takes its configuration over our ADS stream and calls through it.</summary>
public class XdsInteropTests
{
    [GrpcJsFact]
    public async Task Grpc_js_xds_reaches_the_service_by_the_resources_of_the_stream()
    {
        var requests = new ConcurrentQueue<DiscoveryRequest>();
        GrpcTestHost? host = null;
        host = await GrpcTestHost.StartAsync(e =>
        {
            EchoService.Map(e);
            e.MapGrpcDuplex(AdsFixture.Method, stream => AdsFixture.ServeAsync(stream, () => host!.EndPoint.Port, requests.Enqueue));
        });
        await using var running = host;

        var seen = await ForeignClient.RunAsync(
            InteropTools.Node!,
            InteropTools.Script("xds_client.cjs"),
            InteropTools.GrpcJs!,
            InteropTools.GrpcJsXds!,
            host.EndPoint.ToString(),
            $"xds:///{AdsFixture.Target}");

        Assert.True(seen.ToJsonString() == """{"unary":"hello"}""", $"{seen} after {string.Join("\n", requests)}");
        Assert.All(requests, r => Assert.Null(r.ErrorDetail));
        Assert.Equal(3, requests.Where(r => r.ResponseNonce == "n1").Select(r => r.TypeUrl).Distinct().Count());
    }
}
