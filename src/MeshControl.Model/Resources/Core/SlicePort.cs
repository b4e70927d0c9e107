namespace MeshControl.Model.Resources.Core;

/// <summary>discovery.k8s.io/v1 EndpointPort; a null Port means all ports.</summary>
public sealed record SlicePort
{
    public string? Name { get; init; }

    public int? Port { get; init; }

    public string? Protocol { get; init; }

    public string? AppProtocol { get; init; }
}
