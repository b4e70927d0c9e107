using System.Net;

namespace MeshControl.Grpc.Protocol;

/// <summary>What a peer's HTTP status or RST_STREAM code means when it sent no <c>grpc-status</c>.</summary>
internal static class ErrorMapping
{
    public static GrpcStatusCode FromHttp(HttpStatusCode status) => (int)status switch
    {
        400 or 431 => GrpcStatusCode.Internal,
        401 => GrpcStatusCode.Unauthenticated,
        403 => GrpcStatusCode.PermissionDenied,
        404 => GrpcStatusCode.Unimplemented,
        429 or 502 or 503 or 504 => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };

    public static GrpcStatusCode FromReset(long http2Code) => http2Code switch
    {
        0x7 => GrpcStatusCode.Unavailable,
        0x8 => GrpcStatusCode.Cancelled,
        0xb => GrpcStatusCode.ResourceExhausted,
        0xc => GrpcStatusCode.PermissionDenied,
        _ => GrpcStatusCode.Internal,
    };
}
