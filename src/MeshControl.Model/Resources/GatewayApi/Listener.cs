namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io Listener; a null Hostname matches every host.</summary>
public sealed record Listener
{
    public string Name { get; init; } = "";

    public string? Hostname { get; init; }

    public int Port { get; init; }

    public string Protocol { get; init; } = "";

    public ListenerTls? Tls { get; init; }

    public AllowedRoutes? AllowedRoutes { get; init; }
}
