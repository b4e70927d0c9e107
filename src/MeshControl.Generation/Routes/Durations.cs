using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Generation.Routes;

/// <summary>Times as protobuf durations; negative ones, which Envoy refuses, count as zero.</summary>
internal static class Durations
{
    public static Duration Of(TimeSpan time) => Duration.FromTimeSpan(time < TimeSpan.Zero ? TimeSpan.Zero : time);
}
