using System.Diagnostics;

namespace MeshControl.Security.Tests.Host;

/// <summary>The openssl command: a reader of certificates that is not ours.</summary>
internal static class OpenSsl
{
    public static string? Path { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(folder => System.IO.Path.Combine(folder, "openssl")).FirstOrDefault(File.Exists);

    /// <summary>Runs it: exit code and everything it wrote.</summary>
    public static (int Code, string Output) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
