using Xunit;

namespace MeshControl.Testing.Clusters;

/// <summary>A fact that needs a real kube-apiserver and is skipped by name without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ApiServerFactAttribute : FactAttribute
{
    public ApiServerFactAttribute() => Skip = ApiServerBinaries.MissingReason!;
}
