using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 ContainerPort.</summary>
public sealed record ContainerPort
{
    public string Name { get; init; } = "";

    [JsonPropertyName("containerPort")]
    public int Number { get; init; }

    public string Protocol { get; init; } = "";
}
