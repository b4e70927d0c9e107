using System.Diagnostics;

namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>Runs a command of the system to its end.</summary>
internal static class Tool
{
    /// <summary>Returns what it printed; throws where it failed.</summary>
    public static string Run(string command, IEnumerable<string> arguments, string input = "")
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(command, arguments)
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            },
        };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"{command} {string.Join(' ', process.StartInfo.ArgumentList)}: {error.GetAwaiter().GetResult()}\n{input}");
    }
}
