using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc.Server;
using Microsoft.AspNetCore.Routing;

namespace MeshControl.Grpc.Tests.Host;

/// <summary>A small service: echo in both forms, a large push, and an error with details.</summary>
internal static class EchoService
{
    public const string Name = "meshcontrol.test.Echo";

    /// <summary>Longer than any test takes; only a hang reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static readonly GrpcMethod<StringValue> Unary = new(Name, "Unary", StringValue.Parser);
    public static readonly GrpcMethod<StringValue> Duplex = new(Name, "Duplex", StringValue.Parser);
    public static readonly GrpcMethod<StringValue> Push = new(Name, "Push", StringValue.Parser);
    public static readonly GrpcMethod<StringValue> Fail = new(Name, "Fail", StringValue.Parser);

    /// <summary>Five megabytes in which every byte tells its place, so that a lost or swapped slice shows.</summary>
    public static readonly byte[] PushedBytes = [.. Enumerable.Range(0, 5 * 1024 * 1024).Select(i => (byte)(i ^ (i >> 8) ^ (i >> 16)))];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcUnary(Unary, (request, _) => ValueTask.FromResult<IMessage>(request));
        endpoints.MapGrpcDuplex(Duplex, EchoAsync);
        endpoints.MapGrpcDuplex(Push, PushAsync);
        endpoints.MapGrpcUnary(Fail, FailAsync);
    }

    /// <summary>Sends every request back; an empty one is an invalid argument, as a first request without a node is.</summary>
    public static async Task EchoAsync(GrpcDuplex<StringValue> stream)
    {
        await foreach (var request in stream.ReadAllAsync())
        {
            if (request.Value.Length == 0)
            {
                throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, "missing text");
            }

            await stream.WriteAsync(request);
        }
    }

    /// <summary>For each request one message of five megabytes, as a payload in uneven segments.</summary>
    private static async Task PushAsync(GrpcDuplex<StringValue> stream)
    {
        var encoded = new BytesValue { Value = UnsafeByteOperations.UnsafeWrap(PushedBytes) }.ToByteArray().AsMemory();
        await foreach (var _ in stream.ReadAllAsync())
        {
            await stream.WriteAsync(new GrpcPayload(encoded[..3], encoded[3..100_000], ReadOnlyMemory<byte>.Empty, encoded[100_000..]));
        }
    }

    /// <summary>The request says the code; the answer has a text that needs encoding, details and a trailer.</summary>
    private static ValueTask<IMessage> FailAsync(StringValue request, GrpcCall call)
    {
        call.ResponseTrailers["x-reason"] = "test";
        var code = (GrpcStatusCode)int.Parse(request.Value, CultureInfo.InvariantCulture);
        throw new GrpcStatusException(code, "100 % wrong\r\nzweite Zeile: ä 日本 😀") { StatusDetails = new byte[] { 1, 2, 3, 250 } };
    }
}
