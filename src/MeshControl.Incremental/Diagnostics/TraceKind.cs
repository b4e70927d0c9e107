namespace MeshControl.Incremental.Diagnostics;

/// <summary>What a node of a <see cref="Trace"/> is.</summary>
public enum TraceKind
{
    /// <summary>A table row that exists.</summary>
    Row,

    /// <summary>A table row that was looked for and is not there.</summary>
    AbsentRow,

    /// <summary>The keys of a table, whatever their values.</summary>
    TableKeys,

    /// <summary>Every row of a table.</summary>
    TableItems,

    /// <summary>The keys in an index bucket, whatever their values.</summary>
    IndexKeys,

    /// <summary>Every row in an index bucket.</summary>
    IndexItems,

    /// <summary>A derived value.</summary>
    Derived,
}
