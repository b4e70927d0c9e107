using MeshControl.Cli.Commands;

namespace MeshControl.Cli.Tests;

/// <summary>One run of meshctl, as a shell would see it.</summary>
internal sealed record MeshctlRun(int ExitCode, string Out, string Error)
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static Task<MeshctlRun> WithAsync(params string[] arguments) => WithInputAsync("", arguments);

    public static async Task<MeshctlRun> WithInputAsync(string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var console = new CommandConsole(output, error, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input)), new StoppedClock());
        var code = await CommandLine.RunAsync(arguments, console, CancellationToken.None);
        return new(code, output.ToString(), error.ToString());
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
