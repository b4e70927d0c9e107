namespace MeshControl.Incremental.Tests.Worlds;

/// <summary>One step of a formula. With <paramref name="FollowsData"/> the key read depends on what was read before.</summary>
internal readonly record struct Step(StepKind Kind, int Source, int Offset, bool FollowsData)
{
    public override string ToString() => $"{Kind}({Source},{(FollowsData ? "data" : "key")}+{Offset})";
}
