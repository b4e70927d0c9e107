namespace MeshControl.Benchmarks;

internal static class Memory
{
    /// <summary>Live managed heap in MiB after a full collection.</summary>
    public static double LiveMiB() => GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0;
}
