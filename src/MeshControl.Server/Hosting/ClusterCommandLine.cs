using System.CommandLine;

namespace MeshControl.Server.Hosting;

/// <summary>The options of meshd about a cluster; those that a chart sets come from the environment too.</summary>
internal sealed class ClusterCommandLine
{
    private readonly Option<bool> _kubernetes = new("--kubernetes")
    {
        Description = "Serve the objects of a cluster: the one whose pod this is, else that of the kubeconfig; without --config a pod does so by itself",
    };

    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "Serve the cluster of this kubeconfig (KUBECONFIG, ~/.kube/config)", HelpName = "FILE" };
    private readonly Option<string?> _context = new("--context") { Description = "Context of the kubeconfig; without it the current one", HelpName = "NAME" };

    private readonly Option<string> _namespace = new("--namespace")
    {
        Description = "Namespace of the mesh's configuration, root and leases (POD_NAMESPACE)", HelpName = "NAME",
        DefaultValueFactory = _ => Environment("POD_NAMESPACE", new ServeOptions().SystemNamespace),
    };

    private readonly Option<string> _revision = new("--revision")
    {
        Description = "Revision of the control plane: objects labelled istio.io/rev with another one are left out (REVISION)", HelpName = "NAME",
        DefaultValueFactory = _ => Environment("REVISION", new ServeOptions().Revision),
    };

    private readonly Option<string> _cluster = new("--cluster-id")
    {
        Description = "Id of the cluster the objects belong to (CLUSTER_ID)", HelpName = "NAME", DefaultValueFactory = _ => Environment("CLUSTER_ID", new ServeOptions().ClusterId),
    };

    private readonly Option<string> _secret = new("--ca-secret")
    {
        Description = "Secret in --namespace that replicas share the root of the certificate authority through; empty to keep it in --ca-dir",
        HelpName = "NAME", DefaultValueFactory = _ => new ServeOptions().AuthoritySecret,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _kubernetes, _kubeconfig, _context, _namespace, _revision, _cluster, _secret })
        {
            command.Add(option);
        }
    }

    public ServeOptions Apply(ServeOptions options, ParseResult parsed)
    {
        var (kubeconfig, context) = (parsed.GetValue(_kubeconfig), parsed.GetValue(_context));
        var uses = parsed.GetValue(_kubernetes) || kubeconfig is not null || context is not null || (options.ConfigFolders.Count == 0 && ClusterOptions.IsInCluster);
        return options with
        {
            Cluster = uses ? new ClusterOptions { Kubeconfig = kubeconfig, Context = context } : null,
            SystemNamespace = parsed.GetRequiredValue(_namespace),
            Revision = parsed.GetRequiredValue(_revision),
            AuthoritySecret = parsed.GetRequiredValue(_secret),
            ClusterId = parsed.GetRequiredValue(_cluster),
        };
    }

    private static string Environment(string name, string otherwise) => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;
}
