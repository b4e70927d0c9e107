using System.CommandLine;

namespace MeshControl.Cli.Commands.Validate;

/// <summary><c>meshctl validate</c>: judges every object of some files on its own, without a server.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandConsole console)
    {
        var files = new Option<string[]>("--filename", "-f") { Description = "File or folder of YAML, or - for standard input (repeatable)", AllowMultipleArgumentsPerToken = true };
        var more = new Argument<string[]>("FILES") { Description = "As -f", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string>("--output", "-o") { Description = "log or json", DefaultValueFactory = _ => "log" };
        output.AcceptOnlyFromAmong("log", "json");
        var strict = new Option<bool>("--strict") { Description = "Fail on warnings too" };
        var command = new Command("validate", "Check files of Kubernetes and Istio objects, each object on its own; exit code 1 where one is invalid") { files, more, output, strict };
        command.SetAction(parsed => new ValidateRun(console).Run(
            [.. parsed.GetValue(files) ?? [], .. parsed.GetValue(more) ?? []], parsed.GetRequiredValue(output), parsed.GetValue(strict)));
        return command;
    }
}
