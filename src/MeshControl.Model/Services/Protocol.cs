namespace MeshControl.Model.Services;

/// <summary>What a service port speaks; <see cref="Auto"/> is detected at runtime.</summary>
public enum Protocol
{
    /// <summary>Not declared: the listener sniffs HTTP or plain TCP.</summary>
    Auto,
    Tcp,
    Udp,
    Http,
    HttpProxy,
    Http2,
    Grpc,
    GrpcWeb,
    Https,
    Tls,
    Mongo,
    Redis,
    MySql,
}
