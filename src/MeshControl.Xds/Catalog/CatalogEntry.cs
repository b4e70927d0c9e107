using MeshControl.Generation.Output;
using MeshControl.Model.Proxies;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Catalog;

/// <summary>One connected proxy in the catalogue; disposing it takes it out.</summary>
public sealed class CatalogEntry : IProxySubscription
{
    private readonly ProxyCatalog _catalog;

    internal CatalogEntry(ProxyCatalog catalog, ProxyIdentity proxy, ProxyConfig config)
    {
        _catalog = catalog;
        Proxy = proxy;
        Config = new Latest<ProxyConfig>(config);
    }

    public ProxyIdentity Proxy { get; }

    public Latest<ProxyConfig> Config { get; }

    public void Dispose() => _catalog.Remove(this);
}
