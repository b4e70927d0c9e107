using System.Diagnostics;
using MeshControl.Testing;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>A stock Envoy that reads its configuration and ends.</summary>
internal static class EnvoyRun
{
    /// <summary>Everything it said.</summary>
    public static async Task<string> ValidateAsync(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(EnvoyBinary.Path!, ["--mode", "validate", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return await output + await error;
    }
}
