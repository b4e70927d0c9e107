using MeshControl.Incremental.Diagnostics;

namespace MeshControl.Incremental.Internal;

/// <summary>Describes each cell once, so a value that many others read is one shared node.</summary>
internal sealed class TraceBuilder
{
    private readonly Dictionary<Cell, Trace> _described = [];

    public Trace Describe(Cell cell)
    {
        if (!_described.TryGetValue(cell, out var trace))
        {
            trace = cell.Describe(this);
            _described.Add(cell, trace);
        }

        return trace;
    }
}
