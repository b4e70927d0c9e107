namespace MeshControl.Cli.Commands.ProxyStatus;

/// <summary>A time span as kubectl prints ages: 42s, 3m5s, 40m, 5h12m, 30h, 3d4h, 90d, 2y10d.</summary>
internal static class Age
{
    public static string Describe(TimeSpan age)
    {
        var seconds = (long)age.TotalSeconds;
        if (seconds < 0)
            return "0s";
        var (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
        return seconds < 120 ? $"{seconds}s"
            : minutes < 10 ? Pair(minutes, "m", seconds % 60, "s")
            : minutes < 180 ? $"{minutes}m"
            : hours < 8 ? Pair(hours, "h", minutes % 60, "m")
            : hours < 48 ? $"{hours}h"
            : days < 8 ? Pair(days, "d", hours % 24, "h")
            : days < 2 * 365 ? $"{days}d"
            : days < 8 * 365 ? Pair(days / 365, "y", days % 365, "d")
            : $"{days / 365}y";
    }

    private static string Pair(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
