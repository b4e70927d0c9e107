using Google.Protobuf;

namespace MeshControl.Grpc.Client;

/// <summary>The single message of a unary response.</summary>
internal static class UnaryResponse
{
    public static async Task<TResponse> ReadAsync<TResponse>(
        HttpResponseMessage response, MessageParser<TResponse> parser, int maxMessageBytes, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        var reader = await ResponseBody.OpenAsync(response, maxMessageBytes, cancellationToken);
        var (hasMessage, message) = await reader.ReadAsync(parser.ParseFrom, cancellationToken);
        if (hasMessage && (await reader.ReadAsync(parser.ParseFrom, cancellationToken)).HasMessage)
        {
            throw new GrpcStatusException(GrpcStatusCode.Internal, "the response of a unary call has more than one message");
        }

        var status = ResponseStatus.Read(response);
        if (status.Code != GrpcStatusCode.Ok)
        {
            throw ResponseStatus.ToException(response, status);
        }

        return hasMessage ? message : throw new GrpcStatusException(GrpcStatusCode.Internal, "the response has no message");
    }
}
