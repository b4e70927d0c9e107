namespace MeshControl.Generation.Listeners;

/// <summary>Application protocols that filter chains match on.</summary>
internal static class HttpAlpn
{
    /// <summary>What the HTTP inspector says of plain HTTP.</summary>
    public static readonly string[] Plain = ["http/1.1", "h2c"];

    /// <summary>What a mesh client offers for HTTP.</summary>
    public static readonly string[] MeshHttp = ["istio-http/1.0", "istio-http/1.1", "istio-h2"];

    /// <summary>What a mesh client offers for plain TCP.</summary>
    public static readonly string[] MeshTcp = ["istio-peer-exchange", "istio"];

    /// <summary>What a mesh client offers for anything.</summary>
    public static readonly string[] Mesh = ["istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2"];
}
