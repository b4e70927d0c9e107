using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Grpc.Server;

/// <summary>Kestrel's settings for long quiet streams; its defaults would end them.</summary>
public static class GrpcKestrel
{
    /// <summary>Sets the server-wide limits; call it once, in <c>ConfigureKestrel</c>.</summary>
    public static void ConfigureMeshGrpc(this KestrelServerOptions kestrel, GrpcServerOptions? options = null)
    {
        options ??= kestrel.ApplicationServices.GetService<GrpcServerOptions>() ?? new GrpcServerOptions();
        kestrel.AddServerHeader = false;
        // On HTTP/2 there is no response rate per request, and a proxy may pause reading: our own write timeout watches instead.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.KeepAlivePingDelay = options.KeepAlivePingDelay;
        kestrel.Limits.Http2.KeepAlivePingTimeout = options.KeepAlivePingTimeout;
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
    }

    /// <summary>HTTP/2 only (by prior knowledge, or ALPN with TLS), and no new connections while draining. Call it before <c>UseHttps</c>.</summary>
    public static ListenOptions UseMeshGrpc(this ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http2;
        var drain = listen.ApplicationServices.GetRequiredService<GrpcDrain>();
        listen.Use(next => connection =>
        {
            if (!drain.IsDraining)
            {
                return next(connection);
            }

            connection.Abort(new ConnectionAbortedException("draining"));
            return Task.CompletedTask;
        });
        return listen;
    }
}
