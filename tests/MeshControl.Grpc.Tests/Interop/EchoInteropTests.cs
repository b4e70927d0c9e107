using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MeshControl.Grpc.Tests.Host;
using Microsoft.Extensions.Logging;

namespace MeshControl.Grpc.Tests.Interop;

/// <summary>The same calls through clients that share no code with the server.</summary>
public class EchoInteropTests
{
    [GrpcJsFact]
    public async Task Grpc_js_sees_answers_statuses_and_trailers_as_sent()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);

        var seen = await ForeignClient.RunAsync(
            InteropTools.Node!, InteropTools.Script("echo_client.cjs"), InteropTools.GrpcJs!, host.EndPoint.ToString());

        AssertAllSeen(seen, host);
    }

    [PythonGrpcFact]
    public async Task Python_grpcio_sees_answers_statuses_and_trailers_as_sent()
    {
        await using var host = await GrpcTestHost.StartAsync(EchoService.Map);

        var seen = await ForeignClient.RunAsync(InteropTools.PythonWithGrpc!, InteropTools.Script("echo_client.py"), host.EndPoint.ToString());

        AssertAllSeen(seen, host);
    }

    private static void AssertAllSeen(JsonNode seen, GrpcTestHost host)
    {
        var expected = new JsonObject
        {
            ["unary"] = "hello",
            ["largeUnaryLength"] = 1_000_000,
            ["headersFirst"] = true,
            ["duplex"] = new JsonArray("a", "b", "c"),
            ["duplexStatus"] = (int)GrpcStatusCode.Ok,
            ["pushSha256"] = new JsonArray(Convert.ToHexStringLower(SHA256.HashData(EchoService.PushedBytes))),
            ["failCode"] = (int)GrpcStatusCode.PermissionDenied,
            ["failText"] = "100 % wrong\r\nzweite Zeile: ä 日本 😀",
            ["failDetails"] = new JsonArray("010203fa"),
            ["failTrailer"] = new JsonArray("test"),
            ["unknownMethod"] = (int)GrpcStatusCode.Unimplemented,
            ["invalid"] = (int)GrpcStatusCode.InvalidArgument,
            ["cancelled"] = (int)GrpcStatusCode.Cancelled,
            ["deadline"] = (int)GrpcStatusCode.DeadlineExceeded,
            ["compressed"] = (int)GrpcStatusCode.Unimplemented,
        };
        Assert.True(JsonNode.DeepEquals(expected, seen), $"expected {expected.ToJsonString()}\nbut got  {seen.ToJsonString()}");
        Assert.Empty(host.Logs.AtLeast(LogLevel.Warning));
    }
}
