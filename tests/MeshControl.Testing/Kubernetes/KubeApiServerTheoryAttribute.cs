using Xunit;

namespace MeshControl.Testing.Kubernetes;

/// <summary>A theory that needs a real kube-apiserver and is skipped by name without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubeApiServerTheoryAttribute : TheoryAttribute
{
    public KubeApiServerTheoryAttribute() => Skip = KubeTestBinaries.MissingReason!;
}
