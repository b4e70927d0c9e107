using System.Collections.Concurrent;
using MeshControl.Fleet.Wire;

namespace MeshControl.Fleet.Measuring;

/// <summary>What every proxy must have received for one change to have arrived, and when the last of them had it.</summary>
internal sealed class Expectation(int proxies, params Expectation.Item[] items)
{
    private readonly ConcurrentDictionary<DiscoveryContent, int> _masks = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<object, int> _received = new(ReferenceEqualityComparer.Instance);
    private readonly TaskCompletionSource<long> _last = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting = proxies;

    /// <summary>A resource type and which of its names count.</summary>
    internal readonly record struct Item(ResourceKind Kind, Func<string, bool> Matches);

    /// <summary>The timestamp at which the last proxy had everything.</summary>
    public Task<long> Last => _last.Task;

    public int Waiting => Volatile.Read(ref _waiting);

    public void Received(object proxy, in DiscoveryResponse response)
    {
        var mask = _masks.GetOrAdd(response.Content, Mask);
        if (mask == 0)
            return;
        var all = (1 << items.Length) - 1;
        // Only the proxy's own stream comes here for this proxy, so read and write need not be one step.
        _received.TryGetValue(proxy, out var before);
        _received[proxy] = before | mask;
        if (before != all && (before | mask) == all && Interlocked.Decrement(ref _waiting) == 0)
            _last.TrySetResult(response.ReceivedAt);
    }

    private int Mask(DiscoveryContent content)
    {
        var mask = 0;
        for (var index = 0; index < items.Length; index++)
        {
            if (items[index].Kind == content.Kind && content.Resources.Any(resource => items[index].Matches(resource.Name)))
                mask |= 1 << index;
        }
        return mask;
    }
}
