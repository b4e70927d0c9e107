using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>istio.mesh.v1alpha1.MeshConfig.DefaultTrafficPolicy</summary>
public sealed record DefaultTrafficPolicy
{
    public ConnectionPoolSettings? ConnectionPool { get; init; }

    public OutlierDetection? OutlierDetection { get; init; }
}
