using MeshControl.Testing;

namespace MeshControl.Chart.Tests.Rendering;

/// <summary>The charts of this repository.</summary>
internal static class Charts
{
    public static string ControlPlane { get; } = Path.Combine(RepositoryFolder.Path, "charts", "meshcontrol");

    public static string Gateway { get; } = Path.Combine(RepositoryFolder.Path, "charts", "gateway");
}
