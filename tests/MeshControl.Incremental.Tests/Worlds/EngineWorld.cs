using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>A random world on the engine; keeps what each computation read and got, so that a test can say whether it was needed.</summary>
internal sealed class EngineWorld
{
    private readonly Table<int, Fact>[] _tables;
    private readonly Index<int, int, Fact>[] _indexes;
    private readonly List<Derived<int, Answer>> _layers = [];

    public EngineWorld(World world)
    {
        _tables = [.. Enumerable.Range(0, World.Tables).Select(i => new Table<int, Fact>(Graph, $"table{i}"))];
        _indexes = [.. _tables.Select(table => new Index<int, int, Fact>(table, $"{table.Name}.bucket", BucketsOf))];
        for (var i = 0; i < world.Layers.Length; i++)
        {
            var layer = i;
            _layers.Add(new Derived<int, Answer>(Graph, $"layer{layer}", (key, read) =>
            {
                var reads = new List<(string What, string Result)>();
                Computing?.Invoke(new Slot(layer, key));
                Computations[new Slot(layer, key)] = reads;
                return new Answer(world.Layers[layer].Evaluate(layer, key, new Source(this, read, reads)));
            }));
        }
    }

    public Graph Graph { get; } = new();

    public IReadOnlyList<Table<int, Fact>> Tables => _tables;

    public IReadOnlyList<Derived<int, Answer>> Layers => _layers;

    /// <summary>The reads of the last computation of each value and what they returned.</summary>
    public ConcurrentDictionary<Slot, List<(string What, string Result)>> Computations { get; } = new();

    /// <summary>Called when a computation starts, while <see cref="Computations"/> still holds the one before.</summary>
    public Action<Slot>? Computing { get; set; }

    public static IEnumerable<int> BucketsOf(Fact fact) => fact.Value % 4 == 3 ? [0, 1, 0] : [fact.Value % World.Buckets];

    public CommitResult Commit(IEnumerable<Edit> edits) => Graph.Commit(writer =>
    {
        foreach (var edit in edits)
        {
            if (edit.Value is { } value)
            {
                writer.Set(_tables[edit.Table], edit.Key, new Fact(edit.Key, value));
            }
            else
            {
                writer.Remove(_tables[edit.Table], edit.Key);
            }
        }
    });

    public int? TryRead(Slot slot)
    {
        using var reader = Graph.OpenReader();
        return TryRead(reader, slot);
    }

    public int? TryRead(IReader reader, Slot slot) => reader.TryGet(_layers[slot.Layer], slot.Key, out var answer) ? answer.Number : null;

    public EntryReference Reference(Slot slot) => _layers[slot.Layer].Reference(slot.Key);

    private sealed class Source(EngineWorld world, IReader read, List<(string What, string Result)> reads) : ISource
    {
        public int? Row(int table, int key)
        {
            var value = read.Get(world._tables[table], key)?.Value;
            reads.Add(($"row {table} {key}", $"{value}"));
            return value;
        }

        public ImmutableArray<int> Keys(int table, int bucket) => Note($"keys {table} {bucket}", read.Keys(world._indexes[table], bucket));

        public ImmutableArray<int> Items(int table, int bucket) => NoteRows($"items {table} {bucket}", read.Items(world._indexes[table], bucket));

        public ImmutableArray<int> AllKeys(int table) => Note($"allkeys {table} 0", read.Keys(world._tables[table]));

        public ImmutableArray<int> AllItems(int table) => NoteRows($"allitems {table} 0", read.Items(world._tables[table]));

        public int Derived(Slot slot)
        {
            var isKnown = read.TryGet(world._layers[slot.Layer], slot.Key, out var answer);
            reads.Add(($"derived {slot.Layer} {slot.Key}", isKnown ? $"{answer!.Number}" : ""));
            return read.Get(world._layers[slot.Layer], slot.Key).Number;
        }

        public int? TryDerived(Slot slot)
        {
            var isKnown = read.TryGet(world._layers[slot.Layer], slot.Key, out var answer);
            reads.Add(($"derived {slot.Layer} {slot.Key}", isKnown ? $"{answer!.Number}" : ""));
            return isKnown ? answer!.Number : null;
        }

        private ImmutableArray<int> NoteRows(string what, ImmutableArray<Fact> rows)
        {
            reads.Add((what, string.Join(',', rows.Select(fact => (fact.Key, fact.Value)))));
            return [.. rows.Select(fact => fact.Value)];
        }

        private ImmutableArray<int> Note(string what, ImmutableArray<int> result)
        {
            reads.Add((what, string.Join(',', result)));
            return result;
        }
    }
}
