using System.Text.Json;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>The form of OpenTelemetry logs: a text and labels (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider.LogFormat).</summary>
public sealed record OpenTelemetryLogFormat
{
    public string Text { get; init; } = "";

    public JsonElement? Labels { get; init; }
}
