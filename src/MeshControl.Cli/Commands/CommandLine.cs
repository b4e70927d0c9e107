using System.CommandLine;

namespace MeshControl.Cli.Commands;

/// <summary>Parses and runs one command line; the exit code is 0, or 1 with one line on the error stream.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandConsole console, CancellationToken cancellation)
    {
        var parsed = CommandTree.Create(console).Parse(arguments);
        var configuration = new InvocationConfiguration { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (CommandException failure)
        {
            // What was printed so far comes before the reason it stops.
            await console.Out.FlushAsync(CancellationToken.None);
            await console.Error.WriteLineAsync($"Error: {failure.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 1;
        }
        finally
        {
            await console.Out.FlushAsync(CancellationToken.None);
        }
    }
}
