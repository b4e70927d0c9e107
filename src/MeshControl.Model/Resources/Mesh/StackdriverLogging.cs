using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>Labels of logs for Stackdriver (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.StackdriverProvider.Logging).</summary>
public sealed record StackdriverLogging
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
