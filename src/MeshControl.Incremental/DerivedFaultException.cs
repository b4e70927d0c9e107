namespace MeshControl.Incremental;

/// <summary>A read of a derived value that could not be computed and has no earlier good value; names the value so that the caller can isolate it.</summary>
public sealed class DerivedFaultException(string derived, object key, Exception cause)
    : Exception($"{derived}({key}) failed: {cause.Message}", cause)
{
    public string Derived { get; } = derived;

    public object Key { get; } = key;

    /// <summary>What the innermost compute function threw.</summary>
    public Exception RootCause => InnerException is DerivedFaultException inner ? inner.RootCause : InnerException!;
}
