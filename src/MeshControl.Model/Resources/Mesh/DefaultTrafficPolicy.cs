using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.Mesh;

/// <summary>What is used where no DestinationRule says otherwise (istio.mesh.v1alpha1.MeshConfig.DefaultTrafficPolicy).</summary>
public sealed record DefaultTrafficPolicy
{
    public ConnectionPoolSettings? ConnectionPool { get; init; }

    public OutlierDetection? OutlierDetection { get; init; }
}
