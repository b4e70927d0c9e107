namespace MeshControl.Server.RateLimiting;

/// <summary>Counts in this process; of more than it may keep it forgets those that were not used for the longest time.</summary>
internal sealed class MemoryCounterStore(int capacity) : ICounterStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>Counters that are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Counters that were forgotten for want of room while they still counted.</summary>
    public long Forgotten { get; private set; }

    public ValueTask<CounterState[]> CountAsync(IReadOnlyList<Counter> counters, long hits, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var states = new CounterState[counters.Count];
        var numbers = new double[counters.Count];
        lock (_gate)
        {
            for (var i = 0; i < counters.Count; i++)
            {
                (states[i], numbers[i]) = CounterArithmetic.Count(counters[i], Find(counters[i].Key), hits, now);
            }

            if (Array.TrueForAll(states, static state => state.Allows))
            {
                for (var i = 0; i < counters.Count; i++)
                {
                    Store(counters[i], numbers[i], now);
                }
            }
        }

        return ValueTask.FromResult(states);
    }

    private double Find(string key)
    {
        if (!_entries.TryGetValue(key, out var node))
        {
            return 0;
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value.Number;
    }

    private void Store(Counter counter, double number, DateTimeOffset now)
    {
        var until = counter.IsBucket ? DateTimeOffset.UnixEpoch.AddTicks((long)(number * TimeSpan.TicksPerMicrosecond)) : counter.Ends;
        var entry = new Entry(counter.Key, number, until);
        if (_entries.TryGetValue(counter.Key, out var node))
        {
            node.Value = entry;
            return;
        }

        while (_byUse.Last is { } last && (_entries.Count >= capacity || last.Value.Until <= now))
        {
            Forgotten += last.Value.Until > now ? 1 : 0;
            _entries.Remove(last.Value.Key);
            _byUse.RemoveLast();
        }

        _entries.Add(counter.Key, _byUse.AddFirst(entry));
    }

    /// <summary>A stored number and when it no longer says anything.</summary>
    private readonly record struct Entry(string Key, double Number, DateTimeOffset Until);
}
