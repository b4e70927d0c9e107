using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters;

/// <summary>The ProxyConfig in force for a proxy: what its node metadata carries, else the mesh default.</summary>
public static class ProxyConfigs
{
    private static readonly ProxyConfig BuiltIn = new();

    /// <summary>Metadata that cannot be read counts as none.</summary>
    public static ProxyConfig Effective(MeshConfig mesh, ProxyMetadata metadata)
    {
        var ofMesh = mesh.DefaultConfig ?? BuiltIn;
        return metadata.ProxyConfigJson.Length == 0 ? ofMesh
            : MeshConfigReader.ReadProxyConfig("PROXY_CONFIG", metadata.ProxyConfigJson, BuiltIn).Value ?? ofMesh;
    }
}
