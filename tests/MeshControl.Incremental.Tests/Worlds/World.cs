using System.Collections.Immutable;

namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>A random dependency graph, one formula a layer, and what happens to it.</summary>
internal sealed record World(ImmutableArray<Formula> Layers, ImmutableArray<Round> Rounds)
{
    public const int Tables = 6;
    public const int Keys = 4;
    public const int Buckets = 3;

    public IEnumerable<Slot> Slots => from layer in Enumerable.Range(0, Layers.Length) from key in Enumerable.Range(0, Keys) select new Slot(layer, key);

    public override string ToString() =>
        $"layers:\n{string.Join("\n", Layers.Select((f, i) => $"  {i}: {f}"))}\nrounds:\n{string.Join(
            "\n",
            Rounds.Select(r => $"  [{string.Join(", ", r.Edits.Select(e => $"t{e.Table}[{e.Key}]={e.Value?.ToString() ?? "-"}"))}] read {string.Join(' ', r.Reads.Select(s => $"{s.Layer}/{s.Key}"))}"))}";
}
