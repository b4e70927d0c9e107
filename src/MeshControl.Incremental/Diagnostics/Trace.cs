using System.Collections.Immutable;
using System.Text;

namespace MeshControl.Incremental.Diagnostics;

/// <summary>
/// A derived value and what it read, down to table rows: <paramref name="Name"/> is the table, index or derived name, <paramref name="Key"/> the key or
/// bucket, <paramref name="Children"/> the reads in the order made. A node that several others read is one shared object.
/// </summary>
public sealed record Trace(string Name, object Key, TraceKind Kind, Revision ChangedAt, ImmutableArray<Trace> Children)
{
    /// <summary>Why the last computation of this derived value failed, if it did.</summary>
    public string? Fault { get; init; }

    /// <summary>For a derived value: what it is now, or the last good one; else null.</summary>
    public object? Value { get; init; }

    /// <summary>This node and every node below it, each once.</summary>
    public IEnumerable<Trace> Nodes()
    {
        var nodes = new List<Trace>();
        Visit(new HashSet<Trace>(ReferenceEqualityComparer.Instance), nodes.Add);
        return nodes;
    }

    /// <summary>The distinct existing rows the value was made of, in the order they were read.</summary>
    public ImmutableArray<Trace> Rows()
    {
        var rows = ImmutableArray.CreateBuilder<Trace>();
        Visit(new HashSet<Trace>(ReferenceEqualityComparer.Instance), node =>
        {
            if (node.Kind == TraceKind.Row)
            {
                rows.Add(node);
            }
        });
        return rows.DrainToImmutable();
    }

    /// <summary>One line a node, indented by depth; what was shown before is not unfolded again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, depth: 0, new HashSet<Trace>(ReferenceEqualityComparer.Instance));
        return text.ToString();
    }

    public bool Equals(Trace? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private void Visit(HashSet<Trace> seen, Action<Trace> action)
    {
        if (!seen.Add(this))
        {
            return;
        }

        action(this);
        foreach (var child in Children)
        {
            child.Visit(seen, action);
        }
    }

    private void Write(StringBuilder text, int depth, HashSet<Trace> shown)
    {
        var isNew = shown.Add(this);
        text.Append(' ', depth * 2).Append(Label).Append(' ').Append(Name).Append(' ').Append(Key).Append(" @").Append(ChangedAt);
        if (Fault is not null)
        {
            text.Append(" failed: ").Append(Fault);
        }

        text.Append(isNew || Children.IsEmpty ? "\n" : " (as above)\n");
        if (isNew)
        {
            foreach (var child in Children)
            {
                child.Write(text, depth + 1, shown);
            }
        }
    }

    private string Label => Kind switch
    {
        TraceKind.Row => "row",
        TraceKind.AbsentRow => "absent",
        TraceKind.TableKeys or TraceKind.IndexKeys => "keys",
        TraceKind.TableItems or TraceKind.IndexItems => "items",
        _ => "derived",
    };
}
