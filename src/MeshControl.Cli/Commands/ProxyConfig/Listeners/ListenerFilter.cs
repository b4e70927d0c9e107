using System.CommandLine;
using System.Text.Json;

namespace MeshControl.Cli.Commands.ProxyConfig.Listeners;

/// <summary>Which listeners to show; an empty field does not filter.</summary>
internal sealed record ListenerFilter(string Address, uint Port, string Type)
{
    public bool Admits(JsonElement listener) =>
        (Address.Length == 0 || ListenerFacts.Addresses(listener).Contains(Address, StringComparer.OrdinalIgnoreCase))
        && (Port == 0 || ListenerFacts.Port(listener) == Port)
        && (Type.Length == 0 || string.Equals(ListenerFacts.Type(listener), Type, StringComparison.OrdinalIgnoreCase));

    /// <summary>The options of a command line that make such a filter.</summary>
    internal sealed class Options(Option<int> port, Option<string> address)
    {
        private readonly Option<string> _type = new("--type") { Description = "Listeners of this type: HTTP, TCP, HTTP+TCP or UNKNOWN", HelpName = "TYPE", DefaultValueFactory = _ => "" };

        public void AddTo(Command command) => command.Add(_type);

        public ListenerFilter Read(ParseResult parsed) =>
            new(parsed.GetValue(address)!, (uint)parsed.GetValue(port), parsed.GetValue(_type)!);
    }
}
