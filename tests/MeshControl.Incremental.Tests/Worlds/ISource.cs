using System.Collections.Immutable;

namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>What a formula can read: answered by the engine, or by the oracle.</summary>
internal interface ISource
{
    int? Row(int table, int key);

    ImmutableArray<int> Keys(int table, int bucket);

    ImmutableArray<int> Items(int table, int bucket);

    ImmutableArray<int> AllKeys(int table);

    ImmutableArray<int> AllItems(int table);

    int Derived(Slot slot);

    int? TryDerived(Slot slot);
}
