using System.Collections.Immutable;

namespace MeshControl.Incremental.Internal;

/// <summary>Lets a thread wait until another has finished computing an entry, and turns threads waiting for each other in a circle into an error.</summary>
internal sealed class OwnerWait
{
    private readonly object _monitor = new();
    private int _waiting;

    /// <summary>How many threads wait now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Acquire(DerivedEntry entry, ComputeStack stack)
    {
        // The count rises before the entry is tried again, and a releasing thread looks at it after it let go: one of the two sees the other.
        Interlocked.Increment(ref _waiting);
        try
        {
            lock (_monitor)
            {
                while (!entry.TryOwn(stack))
                {
                    ThrowIfCircular(entry, stack);
                    stack.WaitingOn = entry;
                    Monitor.Wait(_monitor);
                    stack.WaitingOn = null;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Released()
    {
        if (Volatile.Read(ref _waiting) > 0)
        {
            lock (_monitor)
            {
                Monitor.PulseAll(_monitor);
            }
        }
    }

    private static void ThrowIfCircular(DerivedEntry entry, ComputeStack stack)
    {
        var waitedFor = ImmutableArray.CreateBuilder<DerivedEntry>();
        for (var next = entry; next is not null; next = next.Owner?.WaitingOn)
        {
            if (ReferenceEquals(next.Owner, stack))
            {
                throw stack.Cycle(next, waitedFor.ToImmutable());
            }

            waitedFor.Add(next);
        }
    }
}
