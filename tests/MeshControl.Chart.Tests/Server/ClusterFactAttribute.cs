using MeshControl.Testing.Clusters;

namespace MeshControl.Chart.Tests.Server;

/// <summary>A fact that needs helm and a real kube-apiserver and is skipped by name without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip = (HelmBinary.MissingReason ?? ApiServerBinaries.MissingReason)!;
}
