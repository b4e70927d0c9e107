using System.Net;
using System.Net.Security;

namespace MeshControl.Grpc.Client;

/// <summary>How HttpClient must be told to speak gRPC.</summary>
internal static class Transport
{
    public static HttpMessageInvoker Create(SslClientAuthenticationOptions? tls, GrpcChannelOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = options.InitialStreamWindowBytes,
            KeepAlivePingDelay = options.KeepAlivePingDelay,
            // No clean-up timer per channel: streams are long, and disposing closes the connection.
            PooledConnectionIdleTimeout = options.ConnectionPerStream ? Timeout.InfiniteTimeSpan : TimeSpan.FromMinutes(5),
        };
        if (tls is not null)
        {
            handler.SslOptions = tls;
        }

        if (options.Connect is { } connect)
        {
            handler.ConnectCallback = (_, cancellationToken) => connect(cancellationToken);
        }

        return new HttpMessageInvoker(handler, disposeHandler: true);
    }

    /// <summary>The version is set per request: the defaults of HttpClient do not reach requests that are sent as objects.</summary>
    public static HttpRequestMessage CreateRequest(Uri uri, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("user-agent", "meshcontrol-grpc/0.1");
        request.Headers.TryAddWithoutValidation("grpc-accept-encoding", "identity");
        return request;
    }
}
