namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io ParentReference: what a route attaches to; Kind is Gateway when null.</summary>
public sealed record ParentReference
{
    public string? Group { get; init; }

    public string? Kind { get; init; }

    public string? Namespace { get; init; }

    public string Name { get; init; } = "";

    public string? SectionName { get; init; }

    public int? Port { get; init; }
}
