using MeshControl.Generation.Output;
using MeshControl.Xds.Catalog;

namespace MeshControl.Xds.Sessions;

/// <summary>A stream's hold on its proxy's configuration; disposed once, when the stream ends.</summary>
public interface IProxySubscription : IDisposable
{
    /// <summary>What the proxy is served. The object stays the same for the life of the stream, also when the proxy changes class.</summary>
    Latest<ProxyConfig> Config { get; }
}
