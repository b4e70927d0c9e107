using System.Collections.Concurrent;
using System.Collections.Immutable;
using MeshControl.Fleet.Wire;

namespace MeshControl.Fleet.Proxies;

/// <summary>
/// The clusters (or listeners) a proxy has and the names they lead to. Immutable: proxies that received the same contents in the same
/// order share one state, and each step from one state to the next is worked out once.
/// </summary>
internal sealed class WatchState
{
    private readonly ImmutableDictionary<string, ImmutableArray<string>> _targetsByResource;
    private readonly ConcurrentDictionary<ResourceLinks, WatchStep> _steps = new(ReferenceEqualityComparer.Instance);
    private ReadOnlyMemory<byte>? _encodedTargets;

    private WatchState(ImmutableDictionary<string, ImmutableArray<string>> targetsByResource)
    {
        _targetsByResource = targetsByResource;
        Targets = [.. targetsByResource.Values.SelectMany(targets => targets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The state of a proxy that has received nothing.</summary>
    public static WatchState CreateEmpty() => new(ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal));

    public ImmutableArray<string> Targets { get; }

    /// <summary><see cref="Targets"/> as the resource names of a state-of-the-world request.</summary>
    public ReadOnlyMemory<byte> EncodedTargets => _encodedTargets ??= RequestEncoder.EncodeNames(Targets);

    public WatchStep Apply(ResourceLinks links, Protocol protocol) => _steps.GetOrAdd(links, _ => Step(links, protocol));

    private WatchStep Step(ResourceLinks links, Protocol protocol)
    {
        // A state-of-the-world response of clusters or listeners is complete: what it lacks is gone.
        var next = protocol == Protocol.Delta ? _targetsByResource : _targetsByResource.Clear();
        next = next.RemoveRange(links.Removed).SetItems(links.Resources.Select(resource => KeyValuePair.Create(resource.Name, resource.Targets)));
        var state = new WatchState(next);
        var added = state.Targets.Except(Targets, StringComparer.Ordinal).ToImmutableArray();
        var gone = Targets.Except(state.Targets, StringComparer.Ordinal).ToImmutableArray();
        var dependent = links.Kind == ResourceKind.Cluster ? ResourceKind.Endpoint : ResourceKind.Route;
        return new(state, added, gone, RequestEncoder.Change(dependent, added, gone));
    }
}
