namespace MeshControl.Cli.Commands;

/// <summary>A failure the user can do something about: <see cref="Exception.Message"/> is one line that says what and how to mend it.</summary>
internal sealed class CommandException(string message, Exception? inner = null) : Exception(message, inner);
