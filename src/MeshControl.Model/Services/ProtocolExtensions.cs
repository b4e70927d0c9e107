namespace MeshControl.Model.Services;

/// <summary>Protocol selection and grouping (traffic specification 1.2).</summary>
public static class ProtocolExtensions
{
    private static readonly int[] ServerFirstPorts = [25, 53, 3306, 27017];

    /// <summary>HTTP in any version: routed by virtual hosts.</summary>
    public static bool IsHttp(this Protocol protocol) =>
        protocol is Protocol.Http or Protocol.HttpProxy or Protocol.Http2 or Protocol.Grpc or Protocol.GrpcWeb;

    /// <summary>HTTP/2 framing without negotiation.</summary>
    public static bool IsHttp2(this Protocol protocol) => protocol is Protocol.Http2 or Protocol.Grpc or Protocol.GrpcWeb;

    /// <summary>TLS that the application itself speaks: routed by SNI.</summary>
    public static bool IsTls(this Protocol protocol) => protocol is Protocol.Https or Protocol.Tls;

    /// <summary>Routed as bytes (TLS included).</summary>
    public static bool IsTcp(this Protocol protocol) =>
        protocol is Protocol.Tcp or Protocol.Https or Protocol.Tls or Protocol.Mongo or Protocol.Redis or Protocol.MySql;

    /// <summary>The protocol inside after TLS has been terminated.</summary>
    public static Protocol AfterTlsTermination(this Protocol protocol) => protocol switch
    {
        Protocol.Https => Protocol.Http,
        Protocol.Tls => Protocol.Tcp,
        _ => protocol,
    };

    /// <summary>A protocol field of a ServiceEntry, Gateway or Sidecar: the whole word; null where the word is unknown.</summary>
    public static Protocol? Parse(string? word) => word?.ToLowerInvariant() switch
    {
        null or "" => Protocol.Auto,
        "tcp" => Protocol.Tcp,
        "udp" => Protocol.Udp,
        "http" => Protocol.Http,
        "http_proxy" => Protocol.HttpProxy,
        "http2" => Protocol.Http2,
        "grpc" => Protocol.Grpc,
        "grpc-web" => Protocol.GrpcWeb,
        "https" => Protocol.Https,
        "tls" => Protocol.Tls,
        "mongo" => Protocol.Mongo,
        "redis" => Protocol.Redis,
        "mysql" => Protocol.MySql,
        _ => null,
    };

    /// <summary>The protocol of a Kubernetes service port, from its transport, appProtocol, name and number, in that order.</summary>
    public static Protocol OfKubernetesPort(string? transport, string? appProtocol, string? name, int number)
    {
        if (string.Equals(transport, "UDP", StringComparison.OrdinalIgnoreCase))
        {
            return Protocol.Udp;
        }

        switch (appProtocol)
        {
            case "kubernetes.io/h2c": return Protocol.Http2;
            case "kubernetes.io/ws": return Protocol.Http;
            case "kubernetes.io/wss": return Protocol.Https;
        }

        var text = (string.IsNullOrEmpty(appProtocol) ? name : appProtocol) ?? "";
        if (text.StartsWith("grpc-web", StringComparison.OrdinalIgnoreCase))
        {
            return Protocol.GrpcWeb;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var word = dash < 0 ? text : text[..dash];
        if (word.Length > 0 && Parse(word) is { } known)
        {
            return known;
        }

        return ServerFirstPorts.Contains(number) ? Protocol.Tcp : Protocol.Auto;
    }
}
