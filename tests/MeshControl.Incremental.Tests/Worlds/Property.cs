using FsCheck;
using FsCheck.Fluent;

namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>Runs an assertion over many random worlds; a failure prints the smallest world found and the seed.</summary>
internal static class Property
{
    public static void Holds(Arbitrary<World> worlds, Action<World> assertion, int runs = 400) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), Prop.ForAll(worlds, assertion));
}
