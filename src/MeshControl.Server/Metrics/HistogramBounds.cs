using System.Diagnostics.Metrics;

namespace MeshControl.Server.Metrics;

/// <summary>Bucket bounds: istiod's for its own metrics, finer ones for ours.</summary>
internal static class HistogramBounds
{
    private static readonly double[] Sizes = [1, 10_000, 1_000_000, 4_000_000, 10_000_000, 40_000_000];
    private static readonly double[] Seconds = [.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 3, 5, 10, 20, 30];

    private static readonly double[] InjectionSeconds = [.1, 1, 3, 5, 10, 20, 30, 60];

    public static double[] For(Instrument instrument) => instrument switch
    {
        { Name: "sidecar_injection_time_seconds" } => InjectionSeconds,
        { Unit: "By" } => Sizes,
        _ => Seconds,
    };
}
