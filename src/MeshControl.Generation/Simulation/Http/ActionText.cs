using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>What a forwarding route does beside forwarding, in words.</summary>
internal static class ActionText
{
    /// <summary>Empty where it only forwards with the usual settings.</summary>
    public static string Of(Envoy.Config.Route.V3.RouteAction action, HttpRequest before, HttpRequest after)
    {
        List<string> parts = [];
        if (after.Path != before.Path)
        {
            parts.Add($"path becomes {after.Path}");
        }

        if (after.Authority != before.Authority)
        {
            parts.Add($"host becomes {after.Authority}");
        }

        parts.AddRange(after.Headers.Except(before.Headers).Select(header => $"sets {header.Name}: {header.Value}"));
        parts.AddRange(before.Headers.Select(header => header.Name).Except(after.Headers.Select(header => header.Name)).Select(name => $"removes {name}"));
        parts.AddRange(action.RequestMirrorPolicies.Select(mirror => $"copies {(mirror.RuntimeFraction is null ? 100 : Fractions.Of(mirror.RuntimeFraction.DefaultValue) * 100):0.##}% to {mirror.Cluster}"));
        if (Seconds(action.Timeout) is { } timeout)
        {
            parts.Add($"timeout {timeout}");
        }

        if (action.RetryPolicy is { NumRetries: > 0 } retries)
        {
            parts.Add($"{retries.NumRetries} retries{(Seconds(retries.PerTryTimeout) is { } each ? $" of {each}" : "")} on {retries.RetryOn}");
        }

        if (action.HashPolicy.Count > 0)
        {
            parts.Add("endpoints by hash");
        }

        return string.Join("; ", parts);
    }

    private static string? Seconds(Duration? duration) => duration is { } set && set.ToTimeSpan() > TimeSpan.Zero ? $"{set.ToTimeSpan().TotalSeconds:0.###}s" : null;
}
