using Xunit;

namespace MeshControl.Testing.Kubernetes;

/// <summary>A fact that needs a real kube-apiserver and is skipped by name without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubeApiServerFactAttribute : FactAttribute
{
    public KubeApiServerFactAttribute() => Skip = KubeTestBinaries.MissingReason!;
}
