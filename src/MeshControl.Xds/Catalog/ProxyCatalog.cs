using System.Collections.Concurrent;
using MeshControl.Generation.Output;
using MeshControl.Model.Proxies;

namespace MeshControl.Xds.Catalog;

/// <summary>
/// The connected proxies, each with the configuration it is served. The owner of the configuration loop publishes; streams connect and leave.
/// </summary>
public sealed class ProxyCatalog
{
    private readonly ConcurrentDictionary<CatalogEntry, byte> _entries = new();

    /// <summary>Raised after a proxy came or went, on the thread that did it.</summary>
    public event Action? MembershipChanged;

    public int Count => _entries.Count;

    /// <summary>Who is connected now, with what each is served.</summary>
    public IEnumerable<CatalogEntry> Entries => _entries.Keys;

    /// <summary>Adds a proxy that is served <paramref name="config"/> until something newer is published to its entry.</summary>
    public CatalogEntry Connect(ProxyIdentity proxy, ProxyConfig config)
    {
        var entry = new CatalogEntry(this, proxy, config);
        _entries.TryAdd(entry, 0);
        MembershipChanged?.Invoke();
        return entry;
    }

    internal void Remove(CatalogEntry entry)
    {
        if (_entries.TryRemove(entry, out _))
        {
            MembershipChanged?.Invoke();
        }
    }
}
