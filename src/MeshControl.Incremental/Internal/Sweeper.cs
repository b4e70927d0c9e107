namespace MeshControl.Incremental.Internal;

/// <summary>Marks along recorded dependencies from the live roots and drops what was not reached.</summary>
internal static class Sweeper
{
    public static int Sweep(Graph graph, IEnumerable<EntryReference> roots, IReadOnlyList<IDerived> derived, IReadOnlyList<ITable> tables)
    {
        var marked = new HashSet<Cell>();
        var pending = new Stack<Cell>();
        foreach (var root in roots)
        {
            if (!ReferenceEquals(root.Source.Graph, graph))
            {
                throw new ArgumentException($"{root} belongs to another graph.", nameof(roots));
            }

            if (root.Source.Find(root.Key) is { } entry && marked.Add(entry))
            {
                pending.Push(entry);
            }
        }

        while (pending.TryPop(out var cell))
        {
            foreach (var dependency in cell.Dependencies)
            {
                if (marked.Add(dependency))
                {
                    pending.Push(dependency);
                }
            }
        }

        var dropped = derived.Sum(d => d.DropUnmarked(marked));
        foreach (var table in tables)
        {
            table.DropUnmarked(marked);
        }

        return dropped;
    }
}
