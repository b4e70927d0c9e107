using System.CommandLine;

namespace MeshControl.Cli.Commands.ProxyConfig.Endpoints;

/// <summary>Which endpoints to show; an empty field does not filter.</summary>
internal sealed record EndpointFilter(string Address, uint Port, string Cluster, string Status)
{
    public bool AdmitsAll => Address.Length == 0 && Port == 0 && Cluster.Length == 0 && Status.Length == 0;

    public bool Admits(IEnumerable<string> addresses, uint port, string cluster, string status) =>
        (Address.Length == 0 || addresses.Contains(Address, StringComparer.OrdinalIgnoreCase))
        && (Port == 0 || port == Port)
        && (Cluster.Length == 0 || string.Equals(cluster, Cluster, StringComparison.OrdinalIgnoreCase))
        && (Status.Length == 0 || string.Equals(status, Status, StringComparison.OrdinalIgnoreCase));

    /// <summary>The options of a command line that make such a filter.</summary>
    internal sealed class Options(Option<int> port, Option<string> address)
    {
        private readonly Option<string> _cluster = new("--cluster") { Description = "Endpoints of the cluster of exactly this name", HelpName = "CLUSTER", DefaultValueFactory = _ => "" };
        private readonly Option<string> _status = new("--status") { Description = "Endpoints in this state: HEALTHY, UNHEALTHY, DRAINING, DEGRADED, UNKNOWN", HelpName = "STATUS", DefaultValueFactory = _ => "" };

        public void AddTo(Command command)
        {
            command.Add(_cluster);
            command.Add(_status);
        }

        public EndpointFilter Read(ParseResult parsed) =>
            new(parsed.GetValue(address)!, (uint)parsed.GetValue(port), parsed.GetValue(_cluster)!, parsed.GetValue(_status)!);
    }
}
