using MeshControl.Grpc.Protocol;

namespace MeshControl.Grpc.Client;

/// <summary>The status of a call that broke without one.</summary>
internal static class TransportErrors
{
    public static GrpcStatus ToStatus(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            // A reset of the stream has a code; of a whole connection, only that it is gone.
            if (e is HttpProtocolException { ErrorCode: >= 0 } reset && error is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
            {
                return new GrpcStatus(ErrorMapping.FromReset(reset.ErrorCode), reset.Message);
            }
        }

        return new GrpcStatus(GrpcStatusCode.Unavailable, error.Message);
    }
}
