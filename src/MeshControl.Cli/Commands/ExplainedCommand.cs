using System.CommandLine;

namespace MeshControl.Cli.Commands;

/// <summary>A command with more to say than one line; its own help shows it, lists of commands do not.</summary>
internal sealed class ExplainedCommand(string name, string summary, string explanation) : Command(name, summary)
{
    public string Explanation { get; } = explanation;
}
