using System.CommandLine;
using System.Text.Json;
using Google.Protobuf.Reflection;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;

namespace MeshControl.Cli.Commands.ProxyConfig;

/// <summary>What every proxy-config command has: a proxy to read and an output format.</summary>
internal sealed class ProxyConfigInput
{
    private readonly TargetOptions _target = new();
    private readonly Option<OutputFormat> _output;
    private readonly CommandConsole _console;

    public ProxyConfigInput(Command command, CommandConsole console, OutputFormat format = OutputFormat.Short)
    {
        _console = console;
        _output = new("--output", "-o")
        {
            Description = "short (a table), json or yaml (the Envoy objects)",
            HelpName = "short|json|yaml",
            DefaultValueFactory = _ => format,
            CustomParser = parsed =>
            {
                if (Enum.TryParse<OutputFormat>(parsed.Tokens[0].Value, ignoreCase: true, out var named) && !char.IsDigit(parsed.Tokens[0].Value[0]))
                    return named;
                parsed.AddError($"output format \"{parsed.Tokens[0].Value}\" not supported; use short, json or yaml");
                return format;
            },
        };
        _target.AddTo(command);
        command.Add(_output);
    }

    public OutputFormat Format(ParseResult parsed) => parsed.GetValue(_output);

    public IProxyTarget Target(ParseResult parsed) => _target.Select(parsed, _console);

    /// <summary>Reads the config dump and hands it to <paramref name="print"/>; the exit code is 0.</summary>
    public async Task<int> PrintAsync(ParseResult parsed, ProxyDocument what, Action<EnvoyDump, OutputFormat> print, CancellationToken cancellation)
    {
        var target = Target(parsed);
        using var document = await target.ReadAsync(what, cancellation);
        print(EnvoyDump.Of(document, target.Description), Format(parsed));
        return 0;
    }

    /// <summary>Prints the objects as one JSON array, or the same as YAML.</summary>
    public void PrintObjects(IEnumerable<JsonElement> objects, MessageDescriptor type, OutputFormat format)
    {
        var json = new JsonPrinter();
        json.Open('[');
        foreach (var item in objects)
        {
            json.Next();
            ProtoJsonWriter.Message(json, item, type);
        }
        json.Close(']');
        PrintJson(json.ToString(), format);
    }

    public void PrintJson(string json, OutputFormat format)
    {
        if (format == OutputFormat.Yaml)
        {
            using var document = JsonDocument.Parse(json);
            YamlWriter.Write(_console.Out, document.RootElement);
        }
        else
            _console.Out.Write(json);
        // istioctl ends both with a line end of its own.
        _console.Out.WriteLine();
    }
}
