using System.Collections.Immutable;

namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>The facts in plain dictionaries and every derived value computed from scratch, with the rule that a failed one keeps its last good value.</summary>
internal sealed class Oracle(World world) : ISource
{
    private readonly SortedDictionary<int, int>[] _tables = [.. Enumerable.Range(0, World.Tables).Select(_ => new SortedDictionary<int, int>())];
    private readonly Dictionary<Slot, int> _lastGood = [];
    private readonly Dictionary<Slot, int?> _memo = [];

    /// <summary>The values whose computation fails at present.</summary>
    public HashSet<Slot> Failing { get; } = [];

    public void Commit(IEnumerable<Edit> edits)
    {
        foreach (var edit in edits)
        {
            if (edit.Value is { } value)
            {
                _tables[edit.Table][edit.Key] = value;
            }
            else
            {
                _tables[edit.Table].Remove(edit.Key);
            }
        }

        _memo.Clear();
        Failing.Clear();
    }

    public int? Row(int table, int key) => _tables[table].TryGetValue(key, out var value) ? value : null;

    public ImmutableArray<int> Keys(int table, int bucket) => [.. _tables[table].Where(row => InBucket(row.Value, bucket)).Select(row => row.Key)];

    public ImmutableArray<int> Items(int table, int bucket) => [.. _tables[table].Where(row => InBucket(row.Value, bucket)).Select(row => row.Value)];

    public ImmutableArray<int> AllKeys(int table) => [.. _tables[table].Keys];

    public ImmutableArray<int> AllItems(int table) => [.. _tables[table].Values];

    public int Derived(Slot slot) => TryDerived(slot) ?? throw new BrokenFormulaException(slot.Key);

    public int? TryDerived(Slot slot)
    {
        if (_memo.TryGetValue(slot, out var known))
        {
            return known;
        }

        int? answer;
        try
        {
            answer = _lastGood[slot] = world.Layers[slot.Layer].Evaluate(slot.Layer, slot.Key, this);
        }
        catch (BrokenFormulaException)
        {
            Failing.Add(slot);
            answer = _lastGood.TryGetValue(slot, out var good) ? good : null;
        }

        return _memo[slot] = answer;
    }

    /// <summary>The present result of a read by its description; rows with their keys, since another row of equal value is another row.</summary>
    public string Read(string what) => what.Split(' ') is [var kind, var source, var at]
        ? kind switch
        {
            "row" => $"{Row(int.Parse(source), int.Parse(at))}",
            "keys" => string.Join(',', Keys(int.Parse(source), int.Parse(at))),
            "items" => string.Join(',', Keys(int.Parse(source), int.Parse(at)).Select(key => (key, Row(int.Parse(source), key)))),
            "allkeys" => string.Join(',', AllKeys(int.Parse(source))),
            "allitems" => string.Join(',', _tables[int.Parse(source)].Select(row => (row.Key, row.Value))),
            _ => $"{TryDerived(new Slot(int.Parse(source), int.Parse(at)))}",
        }
        : throw new ArgumentException(what, nameof(what));

    private static bool InBucket(int value, int bucket) => EngineWorld.BucketsOf(new Fact(0, value)).Contains(bucket);
}
