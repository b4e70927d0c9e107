namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 PodIP.</summary>
public sealed record PodAddress
{
    public string Ip { get; init; } = "";
}
