using MeshControl.Kubernetes.Client;
using MeshControl.Server.Statuses;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>
/// The objects of a cluster, followed through its API server. Kinds that the server does not have are waited for; a server that is away, slow or
/// forgetful costs nothing that was known.
/// </summary>
internal sealed class KubernetesSource(
    KubeApi api, KubernetesSourceOptions options, TimeProvider clock, ILogger<KubernetesSource> log, ObjectStates? states = null) : IResourceSource
{
    private volatile ClusterRun? _run;

    public string Name => options.ClusterId;

    public IReadOnlyList<string> Waiting => _run is { } run
        ? [.. run.Watches.Where(watch => !watch.HasListed).Select(watch => $"{watch.Plan}: {watch.Trouble ?? "being read"}").Order(StringComparer.Ordinal)]
        : ["not started yet"];

    public IReadOnlyList<string> Troubles => _run is { } run
        ? [.. run.Watches.Where(watch => watch.HasListed && watch.Trouble is not null).Select(watch => $"{watch.Plan}: {watch.Trouble}").Order(StringComparer.Ordinal)]
        : [];

    public async Task RunAsync(Action<SourceUpdate> report, CancellationToken cancellationToken)
    {
        var run = new ClusterRun(api, options, clock, log, states, report);
        _run = run;
        await run.RunAsync(cancellationToken);
    }
}
