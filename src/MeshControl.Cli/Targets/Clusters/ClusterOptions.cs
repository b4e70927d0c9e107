using System.CommandLine;
using MeshControl.Cli.Commands;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;

namespace MeshControl.Cli.Targets.Clusters;

/// <summary>Which cluster a command line means: the one of --kubeconfig and --context, else kubectl's own, unless an address is given instead.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig", "-c") { Description = "Kubeconfig of the cluster (KUBECONFIG, then ~/.kube/config)", HelpName = "FILE" };
    private readonly Option<string?> _context = new("--context") { Description = "Context of the kubeconfig", HelpName = "NAME" };

    private readonly Option<string> _meshNamespace = new("--istioNamespace", "-i")
    {
        Description = "Namespace of the control plane",
        HelpName = "NAMESPACE",
        DefaultValueFactory = _ => "istio-system",
    };

    public void AddTo(Command command)
    {
        command.Add(_kubeconfig);
        command.Add(_context);
        command.Add(_meshNamespace);
    }

    /// <summary>The cluster, or null where the command line names an address, or nothing says that there is a cluster.</summary>
    /// <exception cref="CommandException">A cluster is meant and its kubeconfig is not usable.</exception>
    public ClusterAccess? Find(ParseResult parsed, params ReadOnlySpan<Option> addresses)
    {
        foreach (var address in addresses)
        {
            if (parsed.GetResult(address) is { Implicit: false })
                return null;
        }

        var named = parsed.GetValue(_kubeconfig) is not null || parsed.GetValue(_context) is not null || parsed.GetResult(_meshNamespace) is { Implicit: false };
        return named || HasDefault() ? Open(parsed) : null;
    }

    /// <inheritdoc cref="Find"/>
    public ClusterAccess Open(ParseResult parsed)
    {
        try
        {
            var connection = KubeConnection.FromKubeconfig(parsed.GetValue(_kubeconfig), parsed.GetValue(_context));
            return new ClusterAccess(new KubeApi(connection), parsed.GetValue(_meshNamespace)!);
        }
        catch (KubeconfigException unusable)
        {
            throw new CommandException(unusable.Message, unusable);
        }
    }

    private static bool HasDefault() =>
        Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 }
        || File.Exists(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config"));
}
