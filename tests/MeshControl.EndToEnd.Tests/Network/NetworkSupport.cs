using MeshControl.Testing;

namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>Whether this machine can have pods.</summary>
internal static class NetworkSupport
{
    private static readonly string[] Tools = ["ip", "iptables-restore", "nsenter", "setpriv"];

    /// <summary>Null where it can.</summary>
    public static string? MissingReason { get; } = Find();

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "needs root on Linux, for network namespaces";
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = Tools.Where(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, tool)))).ToList();
        return missing.Count > 0 ? $"needs {string.Join(", ", missing)} (packages iproute2, iptables, util-linux)" : EnvoyBinary.MissingReason;
    }
}
