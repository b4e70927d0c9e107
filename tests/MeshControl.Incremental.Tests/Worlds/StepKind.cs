namespace MeshControl.Incremental.Tests.Worlds;

internal enum StepKind
{
    Row,
    Keys,
    Items,
    AllKeys,
    AllItems,
    Derived,
    TryDerived,

    /// <summary>Skips the next step when the number so far is odd.</summary>
    Branch,

    /// <summary>Throws for one in four numbers.</summary>
    Throw,
}
