namespace MeshControl.Incremental.Internal;

/// <summary>One memoized value: its recorded dependencies, the revision it is known to be right at, and who is computing it.</summary>
internal abstract class DerivedEntry(IDerived source) : Cell(source.Graph.Masks.Empty)
{
    private const long Never = -1;
    private ComputeStack? _owner;
    private Cell[] _dependencies = [];
    private long _verifiedAt = Never;

    public IDerived Source => source;

    public abstract object BoxedKey { get; }

    public ComputeStack? Owner => Volatile.Read(ref _owner);

    public override IReadOnlyList<Cell> Dependencies => _dependencies;

    public bool IsVerifiedAt(long revision) => Volatile.Read(ref _verifiedAt) == revision;

    public bool TryOwn(ComputeStack stack) => Interlocked.CompareExchange(ref _owner, stack, null) is null;

    /// <summary>Makes the value right for <paramref name="revision"/>; a failed computation is stored, not thrown.</summary>
    public override void Refresh(ComputeStack stack, long revision)
    {
        if (IsVerifiedAt(revision))
        {
            return;
        }

        Own(stack);
        try
        {
            if (_verifiedAt != revision)
            {
                RefreshOwned(stack, revision);
            }
        }
        finally
        {
            // A full fence: see OwnerWait.
            Interlocked.Exchange(ref _owner, null);
            source.Graph.OwnerWait.Released();
        }
    }

    public override string ToString() => $"{source.Name}({BoxedKey})";

    /// <summary>Computes the value and sets what readers see; returns the dependencies read on the way.</summary>
    protected abstract Cell[] Recompute(ComputeStack stack, long revision);

    private void Own(ComputeStack stack)
    {
        if (TryOwn(stack))
        {
            return;
        }

        if (ReferenceEquals(Owner, stack))
        {
            throw stack.Cycle(this);
        }

        source.Graph.OwnerWait.Acquire(this, stack);
    }

    private void RefreshOwned(ComputeStack stack, long revision)
    {
        if (_verifiedAt != Never && Mask.ChangedAt <= _verifiedAt)
        {
            source.CountVerified();
            Volatile.Write(ref _verifiedAt, revision);
            return;
        }

        stack.Enter(this);
        try
        {
            if (_verifiedAt != Never && AreDependenciesUnchanged(stack, revision))
            {
                source.CountVerified();
            }
            else
            {
                _dependencies = Recompute(stack, revision);
            }

            // Also after a mere confirmation: a dependency may have been recomputed to an equal value while reading a new table.
            Mask = UnionOfDependencies();
            Volatile.Write(ref _verifiedAt, revision);
        }
        finally
        {
            stack.Leave();
        }
    }

    /// <summary>In recorded order: while what was read so far is unchanged, a pure function makes the same next read, so nothing is refreshed in vain.</summary>
    private bool AreDependenciesUnchanged(ComputeStack stack, long revision)
    {
        foreach (var dependency in _dependencies)
        {
            dependency.Refresh(stack, revision);
            if (dependency.ChangedAt > _verifiedAt)
            {
                return false;
            }
        }

        return true;
    }

    private TableMask UnionOfDependencies()
    {
        var bits = UInt128.Zero;
        TableMask? last = null;
        foreach (var dependency in _dependencies)
        {
            if (!ReferenceEquals(dependency.Mask, last))
            {
                last = dependency.Mask;
                bits |= last.Bits;
            }
        }

        return bits == Mask.Bits ? Mask : source.Graph.Masks.Intern(bits);
    }
}
