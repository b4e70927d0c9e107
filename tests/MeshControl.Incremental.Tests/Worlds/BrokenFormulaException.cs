namespace MeshControl.Incremental.Tests.Worlds;

internal sealed class BrokenFormulaException(int number) : Exception($"cannot go on from {number}");
