using System.Text.Json;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Model.Resources;

/// <summary>Writes a proxy's settings as node metadata carries them (PROXY_CONFIG), the inverse of <see cref="MeshConfigReader.ReadProxyConfig"/>.</summary>
public static class ProxyConfigText
{
    public static string Write(ProxyConfig config) => JsonSerializer.Serialize(config, ResourceJsonContext.Default.ProxyConfig);
}
