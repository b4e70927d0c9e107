using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Client;

/// <summary>A request body of one message.</summary>
internal sealed class UnaryContent : HttpContent
{
    private readonly IMessage _message;

    public UnaryContent(IMessage message)
    {
        _message = message;
        Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await FrameSender.SendAsync(stream, _message, cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // A server may answer, or reset the stream, before it has read the request. What it said is in the response, which says it better.
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
