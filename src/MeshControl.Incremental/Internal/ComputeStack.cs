using System.Collections.Immutable;

namespace MeshControl.Incremental.Internal;

/// <summary>One thread's computations in progress: the entries it owns, innermost last, and the reads recorded for each.</summary>
internal sealed class ComputeStack
{
    // Up to here a look along the recorded reads is cheaper than a hash set.
    private const int LinearLimit = 24;

    [ThreadStatic]
    private static ComputeStack? ThisThread;

    private readonly List<DerivedEntry> _path = [];
    private readonly Stack<HashSet<Cell>> _freeSets = new();
    private Cell[] _recorded = new Cell[64];
    private int _count;
    private RecordingReader? _top;
    private CycleException? _cycle;

    public static ComputeStack Current => ThisThread ??= new ComputeStack();

    /// <summary>The entry this thread is blocked on; read and written under <see cref="OwnerWait"/>'s lock.</summary>
    public DerivedEntry? WaitingOn { get; set; }

    public void EnsureIdle(string action)
    {
        if (_path.Count > 0)
        {
            throw new InvalidOperationException($"{_path[^1]} tried to {action}; a compute function sees data only through its reader.");
        }
    }

    public void Enter(DerivedEntry entry) => _path.Add(entry);

    public void Leave()
    {
        _path.RemoveAt(_path.Count - 1);
        if (_path.Count == 0)
        {
            _cycle = null;
        }
    }

    /// <summary>A cycle found below must reach the outermost reader, even if a compute function caught it.</summary>
    public CycleException Cycle(DerivedEntry entry, ImmutableArray<DerivedEntry> others = default)
    {
        var start = Math.Max(0, _path.IndexOf(entry));
        var names = _path.Skip(start).Concat(others.IsDefault ? [] : others).Append(entry).Select(e => e.ToString()!);
        return _cycle = new CycleException([.. names]);
    }

    public void ThrowIfCycle()
    {
        if (_cycle is not null)
        {
            throw _cycle;
        }
    }

    public RecordingReader BeginRecording(DerivedEntry entry, long revision) => _top = new RecordingReader(this, entry, revision, _top, _count);

    /// <summary>Ends the innermost recording and returns its distinct reads, in the order they were first made.</summary>
    public Cell[] EndRecording(RecordingReader reader)
    {
        var dependencies = _recorded.AsSpan(reader.Start, _count - reader.Start).ToArray();
        _recorded.AsSpan(reader.Start, _count - reader.Start).Clear();
        _count = reader.Start;
        _top = reader.Outer;
        if (reader.Seen is { } seen)
        {
            seen.Clear();
            _freeSets.Push(seen);
            reader.Seen = null;
        }

        return dependencies;
    }

    /// <summary>Fails unless the reader belongs to the computation this thread is running right now.</summary>
    public static void EnsureInnermost(RecordingReader reader)
    {
        if (!ReferenceEquals(ThisThread?._top, reader))
        {
            throw new InvalidOperationException(
                $"The reader of {reader.Entry} was used outside its computation (kept, handed to another thread, or read lazily after the function returned).");
        }
    }

    public void Record(RecordingReader reader, Cell cell)
    {
        var recorded = _recorded.AsSpan(reader.Start, _count - reader.Start);
        if (reader.Seen is { } seen)
        {
            if (!seen.Add(cell))
            {
                return;
            }
        }
        else
        {
            for (var i = recorded.Length - 1; i >= 0; i--)
            {
                if (ReferenceEquals(recorded[i], cell))
                {
                    return;
                }
            }

            if (recorded.Length == LinearLimit)
            {
                reader.Seen = _freeSets.TryPop(out var free) ? free : [];
                foreach (var known in recorded)
                {
                    reader.Seen.Add(known);
                }

                reader.Seen.Add(cell);
            }
        }

        if (_count == _recorded.Length)
        {
            Array.Resize(ref _recorded, _count * 2);
        }

        _recorded[_count++] = cell;
    }
}
