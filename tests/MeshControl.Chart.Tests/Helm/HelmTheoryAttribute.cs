using MeshControl.Testing.Clusters;

namespace MeshControl.Chart.Tests.Helm;

/// <summary>A theory that needs helm and is skipped by name without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HelmTheoryAttribute : TheoryAttribute
{
    public HelmTheoryAttribute() => Skip = HelmBinary.MissingReason!;
}
