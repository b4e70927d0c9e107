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

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        FrameSender.SendAsync(stream, _message, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
