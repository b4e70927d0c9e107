namespace MeshControl.Cli.Commands;

/// <summary>What a command may touch of its surroundings: text out, error text, bytes in, and the clock.</summary>
internal sealed record CommandConsole(TextWriter Out, TextWriter Error, Func<Stream> OpenInput, TimeProvider Clock)
{
    /// <summary>The console of this process; text is UTF-8 with '\n', whatever the platform.</summary>
    public static CommandConsole Process()
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 64 * 1024) { NewLine = "\n" };
        var error = new StreamWriter(Console.OpenStandardError()) { NewLine = "\n", AutoFlush = true };
        return new(output, error, Console.OpenStandardInput, TimeProvider.System);
    }
}
