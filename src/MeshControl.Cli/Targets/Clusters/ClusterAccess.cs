using System.Text.Json;
using MeshControl.Cli.Commands;
using MeshControl.Cli.Dumps;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Cli.Targets.Clusters;

/// <summary>A cluster's control planes and pods, found through its API server and reached by port-forward.</summary>
internal sealed class ClusterAccess(KubeApi api, string meshNamespace) : IDisposable
{
    private const int MeshdAdminPort = 15014;

    public KubeApi Api => api;

    public string MeshNamespace => meshNamespace;

    /// <summary>The namespace of the kubeconfig's context.</summary>
    public string DefaultNamespace => api.Connection.Namespace;

    /// <summary>What to call it in an error line.</summary>
    public string Description => $"the cluster of context {api.Connection.Context}";

    /// <summary>The running replicas of the control plane, by name.</summary>
    public async Task<IReadOnlyList<KubeObject>> ControlPlanesAsync(CancellationToken cancellation)
    {
        var pods = await PodsAsync(meshNamespace, "app in (istiod,meshcontrol)", cancellation);
        return pods.Count > 0
            ? pods
            : throw new CommandException($"no control plane runs in namespace {meshNamespace} of {Description} (running pods labelled app=istiod); give its namespace with -i");
    }

    /// <summary>The admin port of one replica.</summary>
    public AdminEndpoint Meshd(KubeObject replica) => Forward("meshd", replica.Metadata.Namespace, replica.Metadata.Name, MeshdAdminPort,
        $"see that it is ready: kubectl -n {replica.Metadata.Namespace} get pod {replica.Metadata.Name}");

    /// <summary>The admin port of a pod's Envoy.</summary>
    public AdminEndpoint Envoy(PodName pod, int port) => Forward("the Envoy", pod.Namespace, pod.Name, port,
        $"see that the pod runs with a proxy whose admin port is {port}: kubectl -n {pod.Namespace} get pod {pod.Name}");

    /// <summary>The pod that <c>NAME</c>, <c>NAME.NAMESPACE</c> or <c>TYPE/NAME[.NAMESPACE]</c> means; of a workload or service, the first that runs.</summary>
    public async Task<PodName> ResolveAsync(string text, string defaultNamespace, CancellationToken cancellation)
    {
        var slash = text.IndexOf('/');
        var kind = slash < 0 ? ClusterKinds.Pods : ClusterKinds.Named(text[..slash])
            ?? throw new CommandException($"\"{text[..slash]}\" has no pods; name a pod, deployment, statefulset, daemonset or service");
        var name = PodName.Parse(text[(slash + 1)..], defaultNamespace);
        if (kind == ClusterKinds.Pods)
            return name;
        var owner = await AskAsync(api.GetAsync(kind, name.Namespace, name.Name, cancellation))
            ?? throw new CommandException($"there is no {kind.Kind} {name.Name} in namespace {name.Namespace} of {Description}");
        var pods = await PodsAsync(name.Namespace, Selector(owner), cancellation);
        return pods.Count > 0
            ? new PodName(pods[0].Metadata.Name, name.Namespace)
            : throw new CommandException($"{kind.Kind} {name} has no running pod");
    }

    /// <summary>Runs a request; whatever the API server says against it becomes one line.</summary>
    public async Task<T> AskAsync<T>(Task<T> request)
    {
        try
        {
            return await request;
        }
        catch (KubeApiException refused)
        {
            throw new CommandException($"{Description}: {refused.Message}", refused);
        }
    }

    public void Dispose() => api.Dispose();

    private static string Selector(KubeObject owner)
    {
        using var document = JsonDocument.Parse(owner.Json);
        var selector = document.RootElement.Field("spec").Field("selector");
        var labels = owner.Resource == ClusterKinds.Services ? selector : selector.Field("matchLabels");
        return labels.ValueKind == JsonValueKind.Object && labels.EnumerateObject().Any()
            ? string.Join(',', labels.EnumerateObject().Select(label => $"{label.Name}={label.Value.GetString()}"))
            : throw new CommandException($"{owner} selects no pods by labels; name a pod");
    }

    private AdminEndpoint Forward(string what, string @namespace, string pod, int port, string remedy) =>
        new(what, $"{pod}.{@namespace}:{port}", port, remedy, token => api.OpenPortForwardAsync(@namespace, pod, port, token));

    private async Task<IReadOnlyList<KubeObject>> PodsAsync(string @namespace, string labels, CancellationToken cancellation)
    {
        var options = new ListOptions
        {
            Namespace = @namespace,
            LabelSelector = labels,
            FieldSelector = "status.phase=Running",
            Trim = FieldTrim.Keep("spec.containers.name", "spec.containers.image", "status.phase"),
        };
        var pods = await AskAsync(api.ListAsync(ClusterKinds.Pods, options, cancellation));
        return [.. pods.Items.Where(pod => pod.Metadata.Deleted is null).OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal)];
    }
}
