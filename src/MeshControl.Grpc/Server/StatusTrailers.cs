using MeshControl.Grpc.Protocol;
using Microsoft.AspNetCore.Http;

namespace MeshControl.Grpc.Server;

/// <summary>The end of a call as headers: status, percent-encoded text, and the handler's own trailers.</summary>
internal static class StatusTrailers
{
    public static void Write(IHeaderDictionary target, GrpcStatus status, IHeaderDictionary? metadata)
    {
        if (metadata is not null)
        {
            foreach (var (name, value) in metadata)
            {
                target[name] = value;
            }
        }

        target[GrpcHeaders.Status] = ((int)status.Code).ToString();
        if (status.Detail.Length > 0)
        {
            target[GrpcHeaders.Message] = PercentEncoding.Encode(status.Detail);
        }
    }
}
