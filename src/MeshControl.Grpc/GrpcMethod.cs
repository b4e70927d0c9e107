using Google.Protobuf;

namespace MeshControl.Grpc;

/// <summary>One gRPC method: full service name (<c>package.Service</c>), method name, and how its request message is parsed.</summary>
public sealed record GrpcMethod<TRequest>(string Service, string Name, MessageParser<TRequest> Parser)
    where TRequest : IMessage<TRequest>
{
    /// <summary>The HTTP/2 <c>:path</c> of the method.</summary>
    public string Path => $"/{Service}/{Name}";
}
