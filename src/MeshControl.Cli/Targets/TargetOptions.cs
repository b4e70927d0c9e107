using System.CommandLine;
using MeshControl.Cli.Commands;
using MeshControl.Cli.Targets.Clusters;

namespace MeshControl.Cli.Targets;

/// <summary>The options with which a command line says which proxy is meant and where its state is read.</summary>
internal sealed class TargetOptions
{
    private readonly Argument<string?> _pod = new("POD")
    {
        Description = "The proxy's pod, NAME, NAME.NAMESPACE or TYPE/NAME[.NAMESPACE] (not needed with --file or --envoy)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _file = new("--file", "-f")
    {
        Description = "Read a saved Envoy config dump; - is standard input",
        HelpName = "FILE",
    };

    private readonly Option<string?> _envoy = new("--envoy")
    {
        Description = "Ask a running Envoy through its admin port",
        HelpName = "HOST:PORT",
    };

    private readonly Option<string> _meshd = MeshdAddress.Option();

    private readonly Option<int> _adminPort = new("--proxy-admin-port")
    {
        Description = "Admin port of the pod's Envoy in a cluster",
        HelpName = "PORT",
        DefaultValueFactory = _ => 15000,
    };

    private readonly ClusterOptions _cluster = new();

    private readonly Option<string> _namespace = new("--namespace", "-n")
    {
        Description = "Namespace of POD where its name does not say",
        HelpName = "NAMESPACE",
        DefaultValueFactory = _ => "default",
    };

    public void AddTo(Command command)
    {
        command.Add(_pod);
        command.Add(_file);
        command.Add(_envoy);
        command.Add(_meshd);
        command.Add(_namespace);
        command.Add(_adminPort);
        _cluster.AddTo(command);
    }

    /// <summary>The one proxy this command line means.</summary>
    /// <exception cref="CommandException">None or more than one proxy is named.</exception>
    public IProxyTarget Select(ParseResult parsed, CommandConsole console)
    {
        var pod = parsed.GetValue(_pod);
        var file = parsed.GetValue(_file);
        var envoy = parsed.GetValue(_envoy);
        var given = (pod is null ? 0 : 1) + (file is null ? 0 : 1) + (envoy is null ? 0 : 1);
        var verb = parsed.CommandResult.Command.Name;
        if (given == 0)
            throw new CommandException($"{verb} needs a proxy: POD.NAMESPACE (asks its Envoy through the cluster, or meshd), --envoy HOST:PORT (asks an Envoy), or --file FILE (a saved config dump)");
        // A pod name beside --envoy is a label for people; beside a file it would suggest that the file is that pod's.
        if (file is not null && given > 1)
            throw new CommandException($"{verb} takes --file or a proxy to ask, not both");
        return (file, envoy) switch
        {
            ({ } path, _) => new FileTarget(path, console.OpenInput),
            (_, { } address) => new EnvoyTarget(address),
            _ when _cluster.Find(parsed, _meshd) is { } cluster => new PodTarget(cluster, pod!, Namespace(parsed, cluster), parsed.GetValue(_adminPort)),
            _ => new MeshdTarget(parsed.GetValue(_meshd)!, PodName.Parse(pod!, parsed.GetValue(_namespace)!).ToString()),
        };
    }

    private string Namespace(ParseResult parsed, ClusterAccess cluster) =>
        parsed.GetResult(_namespace) is { Implicit: false } ? parsed.GetValue(_namespace)! : cluster.DefaultNamespace;
}
