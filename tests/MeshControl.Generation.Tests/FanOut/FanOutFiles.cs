using MeshControl.Testing;

namespace MeshControl.Generation.Tests.FanOut;

/// <summary>Where the budgets and their inputs lie.</summary>
internal static class FanOutFiles
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "tests", "MeshControl.Generation.Tests", "FanOut");

    public static string Mesh { get; } = Path.Combine(Folder, "Mesh.yaml");

    public static string Namespace { get; } = Path.Combine(Folder, "Namespace.yaml");

    public static string Edits { get; } = Path.Combine(Folder, "Edits");

    public static string Budgets { get; } = Path.Combine(Folder, "Budgets.txt");
}
