using MeshControl.Testing;
using MeshControl.Testing.Clusters;

namespace MeshControl.EndToEnd.Tests.Cluster;

/// <summary>A fact that needs everything an operator has, and is skipped by name where something is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WholePathFactAttribute : FactAttribute
{
    public WholePathFactAttribute() => Skip = (HelmBinary.MissingReason ?? ApiServerBinaries.MissingReason ?? EnvoyBinary.MissingReason ?? NodeAddress.MissingReason)!;
}
