namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io SubjectAltName; Type is Hostname or URI.</summary>
public sealed record SubjectAltName
{
    public string Type { get; init; } = "";

    public string? Hostname { get; init; }

    public string? Uri { get; init; }
}
