using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Filters;

/// <summary>The ProxyConfig in force for a proxy: what its node metadata carries, else the mesh default.</summary>
public static class ProxyConfigs
{
    private static readonly ProxyConfig BuiltIn = new();

    public static ProxyConfig Effective(MeshConfig mesh, ProxyMetadata metadata) => mesh.DefaultConfig ?? BuiltIn;
}
