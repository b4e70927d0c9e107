using MeshControl.Grpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace MeshControl.Grpc.Server;

/// <summary>Turns away what is not a gRPC call, before any state is made for it.</summary>
internal static class RequestGate
{
    /// <summary>False when the response is complete already.</summary>
    public static bool TryAccept(HttpContext http, string path)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.Headers.Upgrade = HttpProtocol.Http2;
            return Refuse(http, StatusCodes.Status426UpgradeRequired, "gRPC needs HTTP/2");
        }

        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            return Refuse(http, StatusCodes.Status405MethodNotAllowed, "gRPC needs POST");
        }

        if (!GrpcHeaders.IsGrpc(http.Request.ContentType))
        {
            return Refuse(http, StatusCodes.Status415UnsupportedMediaType, "the content-type must be application/grpc");
        }

        // Routes match in any case, methods of gRPC do not.
        if (http.Request.Path.Value != path)
        {
            TrailersOnly(http, new GrpcStatus(GrpcStatusCode.Unimplemented, $"unknown method {http.Request.Path.Value}"));
            return false;
        }

        return true;
    }

    public static void TrailersOnly(HttpContext http, GrpcStatus status)
    {
        http.Response.ContentType = GrpcHeaders.ContentType;
        StatusTrailers.Write(http.Response.Headers, status, metadata: null);
    }

    /// <summary>A stream may be quiet for hours and large in sum: no data rate and no total size is asked of it.</summary>
    public static void LiftRequestLimits(HttpContext http)
    {
        // On HTTP/2 the getter throws; only assign.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    private static bool Refuse(HttpContext http, int httpStatus, string detail)
    {
        http.Response.StatusCode = httpStatus;
        StatusTrailers.Write(http.Response.Headers, new GrpcStatus(GrpcStatusCode.Internal, detail), metadata: null);
        return false;
    }
}
