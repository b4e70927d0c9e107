using System.Diagnostics.CodeAnalysis;
using MeshControl.Incremental.Diagnostics;

namespace MeshControl.Incremental.Internal;

/// <summary>A memoized value with its types: the last good result and the fault, if the last computation failed.</summary>
internal sealed class DerivedEntry<TKey, TValue>(Derived<TKey, TValue> derived, TKey key) : DerivedEntry(derived)
    where TKey : notnull
{
    private TValue? _value;
    private bool _hasValue;
    private Exception? _fault;

    public override object BoxedKey => key;

    public bool TryResult([MaybeNullWhen(false)] out TValue value)
    {
        value = _value;
        return _hasValue;
    }

    public TValue Result() => _hasValue ? _value! : throw new DerivedFaultException(derived.Name, key, _fault!);

    public override Trace Describe(TraceBuilder builder) =>
        new(derived.Name, key, TraceKind.Derived, new Revision(ChangedAt), [.. Dependencies.Select(builder.Describe)]) { Value = _value, Fault = _fault?.Message };

    protected override Cell[] Recompute(ComputeStack stack, long revision)
    {
        var reader = stack.BeginRecording(this, revision);
        Cell[]? dependencies = null;
        try
        {
            var value = derived.Compute(key, reader);
            stack.ThrowIfCycle();
            var isEqual = _hasValue && derived.Equality.Equals(_value, value);
            dependencies = stack.EndRecording(reader);
            Accept(value, isEqual, revision);
        }
        catch (Exception error) when (error is not CycleException)
        {
            stack.ThrowIfCycle();
            dependencies ??= stack.EndRecording(reader);
            Fail(error, revision);
        }
        finally
        {
            // Only a cycle leaves without a result; the entry keeps what it had and is tried again by the next reader.
            if (dependencies is null)
            {
                stack.EndRecording(reader);
            }
        }

        return dependencies;
    }

    private void Accept(TValue value, bool isEqual, long revision)
    {
        Source.CountBuild(faulted: false);
        if (_fault is not null)
        {
            _fault = null;
            derived.Graph.FaultedEntries.TryRemove(this, out _);
        }

        if (!isEqual)
        {
            _value = value;
            _hasValue = true;
            ChangedAt = revision;
        }
    }

    private void Fail(Exception error, long revision)
    {
        Source.CountBuild(faulted: true);
        var isSameFault = _fault is not null && _fault.GetType() == error.GetType() && _fault.Message == error.Message;
        _fault = error;
        if (!_hasValue && !isSameFault)
        {
            ChangedAt = revision;
        }

        var fault = new Fault(derived.Name, key, error, _hasValue);
        derived.Graph.FaultedEntries[this] = fault;
        derived.Graph.Raise(fault);
    }
}
