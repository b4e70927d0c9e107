using System.Text.Json;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>The form of an access log line: a text, or JSON by labels (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyFileAccessLogProvider.LogFormat).</summary>
public sealed record FileLogFormat
{
    [OneOf("logFormat")]
    public string? Text { get; init; }

    [OneOf("logFormat")]
    public JsonElement? Labels { get; init; }
}
