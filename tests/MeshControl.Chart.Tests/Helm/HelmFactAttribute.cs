using MeshControl.Testing.Clusters;

namespace MeshControl.Chart.Tests.Helm;

/// <summary>A fact that needs helm and is skipped by name without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HelmFactAttribute : FactAttribute
{
    public HelmFactAttribute() => Skip = HelmBinary.MissingReason!;
}
