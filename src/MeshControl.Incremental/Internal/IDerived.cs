using MeshControl.Incremental.Diagnostics;

namespace MeshControl.Incremental.Internal;

/// <summary>What the engine needs of a kind of derived values, whatever its types.</summary>
internal interface IDerived
{
    Graph Graph { get; }

    string Name { get; }

    DerivedStatistics Statistics { get; }

    IEnumerable<DerivedEntry> Entries { get; }

    void CountBuild(bool faulted);

    void CountVerified();

    DerivedEntry? Find(object key);

    int DropUnmarked(HashSet<Cell> marked);
}
