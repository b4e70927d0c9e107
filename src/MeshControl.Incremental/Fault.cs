namespace MeshControl.Incremental;

/// <summary>A derived value whose computation threw, and whether readers still see an earlier good value.</summary>
public sealed record Fault(string Derived, object Key, Exception Exception, bool KeptLastGood)
{
    /// <summary>False where the value failed only because something it reads failed.</summary>
    public bool IsRootCause => Exception is not DerivedFaultException;

    public override string ToString() =>
        $"{Derived}({Key}) failed: {Exception.Message}{(KeptLastGood ? " (the last good value is kept)" : "")}";
}
