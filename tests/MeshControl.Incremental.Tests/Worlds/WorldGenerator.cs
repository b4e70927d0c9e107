using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>Random worlds, shrunk by dropping rounds, edits, reads and steps.</summary>
internal static class WorldGenerator
{
    private const int MaxValue = 6;

    /// <summary>Worlds in which nothing throws and only some values are read after each commit.</summary>
    public static Arbitrary<World> Sound => Arb.From(Worlds(canThrow: false), Shrink);

    /// <summary>Worlds with formulas that throw on some data; every value is read after each commit, so that "last good" is well defined.</summary>
    public static Arbitrary<World> Faulty => Arb.From(Worlds(canThrow: true).Select(world => world with
    {
        Rounds = [.. world.Rounds.Select(round => round with { Reads = [.. world.Slots.Reverse()] })],
    }), Shrink);

    private static Gen<World> Worlds(bool canThrow) =>
        from layers in Gen.ArrayOf(Formulas(canThrow), 5)
        from rounds in Gen.ArrayOf(Rounds(layers.Length), 20)
        select new World([.. layers], [.. rounds]);

    private static Gen<Formula> Formulas(bool canThrow) =>
        from steps in Gen.Choose(1, 5).SelectMany(count => Gen.ArrayOf(Steps(canThrow), count))
        from modulus in Gen.Choose(1, 4)
        select new Formula([.. steps], modulus);

    private static Gen<Step> Steps(bool canThrow) =>
        from kind in Gen.Frequency(
            (5, Gen.Constant(StepKind.Row)),
            (1, Gen.Constant(StepKind.Keys)),
            (1, Gen.Constant(StepKind.Items)),
            (1, Gen.Elements(StepKind.AllKeys, StepKind.AllItems)),
            (4, Gen.Constant(StepKind.Derived)),
            (1, Gen.Constant(StepKind.TryDerived)),
            (3, Gen.Constant(StepKind.Branch)),
            (canThrow ? 2 : 0, Gen.Constant(StepKind.Throw)))
        from source in Gen.Choose(0, World.Tables - 1)
        from offset in Gen.Choose(0, 11)
        from followsData in Gen.Elements(true, false)
        select new Step(kind, source, offset, followsData);

    private static Gen<Round> Rounds(int layers) =>
        from edits in Gen.Choose(0, 5).SelectMany(count => Gen.ArrayOf(Edits, count))
        from reads in Gen.OneOf(Gen.Choose(0, 6).SelectMany(count => Gen.ArrayOf(Slots(layers), count)), Gen.Constant(AllSlots(layers)))
        select new Round([.. edits], [.. reads]);

    private static Gen<Edit> Edits =>
        from table in Gen.Choose(0, World.Tables - 1)
        from key in Gen.Choose(0, World.Keys - 1)
        from value in Gen.Choose(-1, MaxValue)
        select new Edit(table, key, value < 0 ? null : value);

    private static Gen<Slot> Slots(int layers) =>
        from layer in Gen.Choose(0, layers - 1)
        from key in Gen.Choose(0, World.Keys - 1)
        select new Slot(layer, key);

    private static Slot[] AllSlots(int layers) =>
        [.. from layer in Enumerable.Range(0, layers) from key in Enumerable.Range(0, World.Keys) select new Slot(layers - 1 - layer, key)];

    private static IEnumerable<World> Shrink(World world)
    {
        foreach (var rounds in Without(world.Rounds))
        {
            yield return world with { Rounds = rounds };
        }

        for (var i = 0; i < world.Rounds.Length; i++)
        {
            foreach (var edits in Without(world.Rounds[i].Edits))
            {
                yield return world with { Rounds = world.Rounds.SetItem(i, world.Rounds[i] with { Edits = edits }) };
            }

            foreach (var reads in Without(world.Rounds[i].Reads))
            {
                yield return world with { Rounds = world.Rounds.SetItem(i, world.Rounds[i] with { Reads = reads }) };
            }
        }

        for (var i = 0; i < world.Layers.Length; i++)
        {
            foreach (var steps in Without(world.Layers[i].Steps))
            {
                yield return world with { Layers = world.Layers.SetItem(i, world.Layers[i] with { Steps = steps }) };
            }
        }
    }

    private static IEnumerable<ImmutableArray<T>> Without<T>(ImmutableArray<T> items) => Enumerable.Range(0, items.Length).Select(i => items.RemoveAt(i));
}
