using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Generation.Comparison;

/// <summary>Compiles proxies in two meshes and tells what the second would send differently, and because of which objects.</summary>
public sealed class MeshComparer
{
    private readonly ComparedMesh _old;
    private readonly ComparedMesh _new;
    private readonly Dictionary<ResourceKey, ChangeKind> _objects;
    private readonly bool _settingsChanged;
    private readonly Dictionary<(ProxyClass Old, ProxyClass New), EquatableArray<ResourceChangeReport>> _known = [];

    private MeshComparer(MeshFolder old, MeshFolder now)
    {
        (_old, _new) = (new ComparedMesh(old), new ComparedMesh(now));
        _settingsChanged = old.Settings.Fingerprint != now.Settings.Fingerprint;
        _objects = _old.Objects.Keys.Union(_new.Objects.Keys)
            .Select(key => (Key: key, Old: _old.Objects.GetValueOrDefault(key), New: _new.Objects.GetValueOrDefault(key)))
            .Where(pair => !Equals(pair.Old, pair.New))
            .ToDictionary(pair => pair.Key, pair => Kind(pair.Old, pair.New));
    }

    /// <summary>Compares the proxies given.</summary>
    /// <param name="old">The mesh as it is.</param>
    /// <param name="now">The mesh as it would be.</param>
    /// <param name="proxies">Pods to look at; one that neither mesh has is passed over.</param>
    public static MeshComparison Compare(MeshFolder old, MeshFolder now, IEnumerable<PodProxy> proxies) =>
        new MeshComparer(old, now).Compare(proxies);

    private MeshComparison Compare(IEnumerable<PodProxy> proxies)
    {
        var looked = proxies.Distinct().Select(proxy => (Proxy: proxy, Change: Compare(proxy))).Where(pair => pair.Change is not null).ToList();
        var groups = looked
            .GroupBy(pair => pair.Change!.Value)
            .Where(group => group.Key.Kind != ChangeKind.Changed || group.Key.Resources.Count > 0)
            .Select(group => new ProxyGroupChange(
                group.Select(pair => pair.Proxy.ToString()).Order(StringComparer.Ordinal).ToEquatableArray(), group.Key.Kind, group.Key.Resources))
            .OrderByDescending(group => group.Proxies.Count).ThenBy(group => group.Proxies[0], StringComparer.Ordinal);
        var objects = _objects.OrderBy(pair => pair.Key).Select(pair => new ObjectChange(pair.Key, pair.Value));
        return new MeshComparison(objects.ToEquatableArray(), _settingsChanged, looked.Count, groups.ToEquatableArray());
    }

    private (ChangeKind Kind, EquatableArray<ResourceChangeReport> Resources)? Compare(PodProxy proxy) =>
        (_old.IdentityOf(proxy), _new.IdentityOf(proxy)) switch
        {
            (null, null) => null,
            (null, _) => (ChangeKind.Added, []),
            (_, null) => (ChangeKind.Removed, []),
            ({ } before, { } after) => (ChangeKind.Changed, Compare(_old.ClassOf(before), _new.ClassOf(after))),
        };

    private EquatableArray<ResourceChangeReport> Compare(ProxyClass before, ProxyClass after)
    {
        if (!_known.TryGetValue((before, after), out var reports))
        {
            var (old, now) = (_old.Compile(before), _new.Compile(after));
            _known[(before, after)] = reports = old.Keys.Union(now.Keys)
                .Where(key => old.Find(key)?.Version != now.Find(key)?.Version)
                .OrderBy(key => key.Type.Rank).ThenBy(key => key.Name, StringComparer.Ordinal)
                .Select(key => Report(key.Type, key.Name, (before, old.Find(key)), (after, now.Find(key))))
                .ToEquatableArray();
        }

        return reports;
    }

    private ResourceChangeReport Report(
        ResourceType type, string name, (ProxyClass Class, ComparedResources.Item? Item) old, (ProxyClass Class, ComparedResources.Item? Item) now)
    {
        IReadOnlyList<ResourceKey> before = old.Item is { } left ? _old.OriginsOf(old.Class, type, left.OriginName) : [];
        IReadOnlyList<ResourceKey> after = now.Item is { } right ? _new.OriginsOf(now.Class, type, right.OriginName) : [];
        var fields = old.Item is not null && now.Item is not null ? JsonComparison.Compare(old.Item.Json(), now.Item.Json()) : [];
        return new ResourceChangeReport(
            type.Name, name, Kind(old.Item, now.Item),
            before.Union(after).Where(_objects.ContainsKey).Order().ToEquatableArray(),
            fields.ToEquatableArray());
    }

    private static ChangeKind Kind(object? old, object? now) => old is null ? ChangeKind.Added : now is null ? ChangeKind.Removed : ChangeKind.Changed;
}
