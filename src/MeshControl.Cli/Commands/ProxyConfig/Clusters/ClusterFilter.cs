using System.CommandLine;

namespace MeshControl.Cli.Commands.ProxyConfig.Clusters;

/// <summary>Which clusters to show, judged by their name alone; an empty field does not filter.</summary>
internal sealed record ClusterFilter(string Fqdn, int Port, string Subset, string Direction)
{
    public bool Admits(string name) =>
        name.Contains(Fqdn, StringComparison.Ordinal)
        && name.Contains(Direction, StringComparison.Ordinal)
        && name.Contains(Subset, StringComparison.Ordinal)
        && (Port == 0 || name.Contains($"|{Port}|", StringComparison.Ordinal));

    /// <summary>The options of a command line that make such a filter.</summary>
    internal sealed class Options(Option<int> port)
    {
        private readonly Option<string> _fqdn = new("--fqdn") { Description = "Clusters whose name contains this host", HelpName = "HOST", DefaultValueFactory = _ => "" };
        private readonly Option<string> _subset = new("--subset") { Description = "Clusters whose name contains this subset", HelpName = "SUBSET", DefaultValueFactory = _ => "" };
        private readonly Option<string> _direction = new("--direction") { Description = "Clusters of this direction: inbound or outbound", HelpName = "DIRECTION", DefaultValueFactory = _ => "" };

        public void AddTo(Command command)
        {
            command.Add(_fqdn);
            command.Add(_subset);
            command.Add(_direction);
        }

        public ClusterFilter Read(ParseResult parsed) =>
            new(parsed.GetValue(_fqdn)!, parsed.GetValue(port), parsed.GetValue(_subset)!, parsed.GetValue(_direction)!);
    }
}
