using System.IO.Pipelines;
using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Client;

/// <summary>Opens the messages of a response.</summary>
internal static class ResponseBody
{
    // Zero-byte reads: an idle stream holds no buffer, which counts with a thousand of them in one process.
    private static readonly StreamPipeReaderOptions Options = new(bufferSize: 16 * 1024, minimumReadSize: 4 * 1024, useZeroByteReads: true);

    /// <summary>A reader of the messages; of none when the response is no gRPC response, whose status then tells why.</summary>
    public static async ValueTask<FrameReader> OpenAsync(HttpResponseMessage response, int maxMessageBytes, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        response.Headers.NonValidated.TryGetValues(GrpcHeaders.Encoding, out var encoding);
        var input = GrpcHeaders.IsGrpc(response.Content.Headers.ContentType?.ToString()) && response.IsSuccessStatusCode
            ? PipeReader.Create(body, Options)
            : PipeReader.Create(Stream.Null);
        return new FrameReader(input, maxMessageBytes, encoding.Count == 0 ? null : encoding.ToString());
    }
}
