using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters.Observability;

/// <summary>meshConfig.extensionProviders by name; names are compared without case.</summary>
internal static class ExtensionProviders
{
    public static ExtensionProvider? Find(MeshConfig mesh, string name) =>
        mesh.ExtensionProviders.LastOrDefault(provider => provider.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
