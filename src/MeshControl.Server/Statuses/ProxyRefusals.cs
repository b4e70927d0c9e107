using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Server.Engine;
using MeshControl.Xds.Diagnostics;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Statuses;

/// <summary>Which objects are behind the resources that connected proxies refuse: the record of what each resource was made of, read backwards.</summary>
internal sealed class ProxyRefusals(MeshEngine engine, AdsSessions sessions)
{
    /// <summary>For each object what a proxy says; empty while every proxy accepts what it gets.</summary>
    public IReadOnlyDictionary<ResourceKey, string> Now()
    {
        var found = new Dictionary<ResourceKey, string>();
        foreach (var (snapshot, type, error) in Refused(sessions.Snapshots()))
        {
            foreach (var key in Behind(snapshot.Proxy, type, error))
            {
                found.TryAdd(key, $"{snapshot.Proxy.Id} refuses what came of this in {type.Name}: {error}");
            }
        }

        return found;
    }

    /// <summary>The names that stand in the proxy's words, each by itself: Envoy names what it could not use.</summary>
    internal static IEnumerable<string> NamesIn(string error, IEnumerable<string> names) => names.Where(name => Stands(error, name));

    private static IEnumerable<(SessionSnapshot Session, ResourceType Type, string Error)> Refused(IEnumerable<SessionSnapshot> snapshots) =>
        from snapshot in snapshots
        from type in snapshot.Types
        where type.State == SyncState.Nacked && type.Error is not null
        select (snapshot, type.Type, type.Error);

    /// <summary>The objects behind what a proxy names in its words.</summary>
    internal IReadOnlyList<ResourceKey> Behind(ProxyIdentity proxy, ResourceType type, string error)
    {
        // A virtual host is refused by itself, but known by its table.
        var known = type == ResourceType.VirtualHost ? ResourceType.Route : type;
        var state = engine.State;
        ProxyClass proxyClass;
        IReadOnlyList<string> named;
        using (var read = state.Graph.OpenReader())
        {
            proxyClass = read.Get(state.Facts.Proxies.Class, proxy);
            var view = state.Compiler.Compile(proxyClass, read, state.Graph.Current).View(known, RouteDelivery.Table);
            named = [.. NamesIn(error, view.Items.Select(resource => resource.Name))];
        }

        // Reads by itself: not while the reader above is open.
        var origins = named.Count == 0 ? null : new ResourceOrigins(state.Compiler.Explain(proxyClass));
        return [.. named.SelectMany(name => origins!.Of(known, name)).Distinct()];
    }

    private static bool Stands(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
