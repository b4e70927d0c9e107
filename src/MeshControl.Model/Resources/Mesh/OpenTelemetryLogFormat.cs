using System.Text.Json;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider.LogFormat</summary>
public sealed record OpenTelemetryLogFormat
{
    public string Text { get; init; } = "";

    public JsonElement? Labels { get; init; }
}
