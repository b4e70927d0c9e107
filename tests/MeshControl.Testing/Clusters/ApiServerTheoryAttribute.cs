using Xunit;

namespace MeshControl.Testing.Clusters;

/// <summary>A theory that needs a real kube-apiserver and is skipped by name without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ApiServerTheoryAttribute : TheoryAttribute
{
    public ApiServerTheoryAttribute() => Skip = ApiServerBinaries.MissingReason!;
}
