namespace MeshControl.Incremental;

/// <summary>The number of a committed state of a <see cref="Graph"/>; 0 is the empty graph, each effective commit adds one.</summary>
public readonly record struct Revision(long Number) : IComparable<Revision>
{
    public int CompareTo(Revision other) => Number.CompareTo(other.Number);

    public static bool operator <(Revision left, Revision right) => left.Number < right.Number;

    public static bool operator >(Revision left, Revision right) => left.Number > right.Number;

    public static bool operator <=(Revision left, Revision right) => left.Number <= right.Number;

    public static bool operator >=(Revision left, Revision right) => left.Number >= right.Number;

    public override string ToString() => Number.ToString();
}
