using System.Text;
using MeshControl.Cli.Commands.Manifests;
using MeshControl.Cli.Targets.Clusters;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Model.Analysis;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Cli.Commands.Analyze;

/// <summary>Takes everything that analyzers read from a cluster; kinds that may not be listed are told and left out.</summary>
internal sealed class ClusterObjects(ClusterAccess cluster, CommandConsole console)
{
    private const string MeshConfigMap = "istio";

    public async Task AddToAsync(AnalysisInput input, CancellationToken cancellation)
    {
        input.IsComplete = true;
        foreach (var kind in AnalyzerCatalog.All.SelectMany(analyzer => analyzer.Inputs).Append(KindCatalog.ConfigMap).DistinctBy(kind => kind.Id))
        {
            try
            {
                await AddAsync(kind, input, cancellation);
            }
            catch (KubeApiException refused) when (refused.IsRefused)
            {
                console.Error.WriteLine($"Warning: {kind.Plural} may not be listed, so rules about them are left out: {refused.Message}");
                input.Unread.Add(kind.Id);
            }
            catch (KubeApiException failure)
            {
                throw new CommandException($"{cluster.Description}: {failure.Message}", failure);
            }
        }

        if (input.Snapshot.Find<ConfigMap>(KindCatalog.ConfigMap, cluster.MeshNamespace, MeshConfigMap) is { } mesh && mesh.Spec.Data.TryGetValue("mesh", out var text))
            input.UseMeshConfig(new ManifestFile($"ConfigMap {cluster.MeshNamespace}/{MeshConfigMap}", text));
    }

    public async Task<bool> HasNamespaceAsync(string name, CancellationToken cancellation) =>
        await cluster.AskAsync(cluster.Api.GetAsync(new ApiResource("", "v1", "namespaces", "Namespace", false), null, name, cancellation)) is not null;

    // The first version that the server has; none is no objects.
    private async Task AddAsync(ResourceKind kind, AnalysisInput input, CancellationToken cancellation)
    {
        foreach (var version in kind.Versions)
        {
            try
            {
                await foreach (var page in cluster.Api.ListAllAsync(new ApiResource(kind.Group, version, kind.Plural, kind.Kind, kind.Namespaced), ListOptions.All, cancellation))
                {
                    foreach (var item in page.Items)
                        input.Add(new ManifestFile("", Encoding.UTF8.GetString(item.Json.Span)));
                }

                return;
            }
            catch (KubeApiException missing) when (missing.IsNotFound)
            {
                // An older server, or a kind that is not installed: the next version.
            }
        }
    }
}
