using MeshControl.Kubernetes.Client;
using MeshControl.Model.Resources;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>Makes the mesh's objects of the API server's; one for each watch, since the readers it keeps are not thread-safe.</summary>
internal sealed class ObjectDecoder(KubernetesSourceOptions options, ResourceKind kind)
{
    private const string RevisionLabel = "istio.io/rev";
    private readonly ObjectReader _reader = new(options.ClusterId, kind);

    public ResourceKind Kind => kind;

    public ResourceKey KeyOf(KubeObject found) => new(kind.Id, kind.Namespaced ? found.Metadata.Namespace : "", found.Metadata.Name);

    /// <summary>False for objects that are meant for another revision of the control plane.</summary>
    public bool IsOurs(KubeObject found) =>
        !WatchPlan.IsRevisioned(kind) || !found.Metadata.Labels.TryGetValue(RevisionLabel, out var revision) || revision == options.Revision;

    public DecodedObject Decode(KubeObject found)
    {
        var read = _reader.Read(found.Resource.Version, found.Json.Span);
        var key = KeyOf(found);
        return new DecodedObject(key, found.Resource, found.Metadata.Generation, read.Resource, [.. read.Findings.Select(finding => finding.Resource is null ? finding with { Resource = key } : finding)]);
    }
}
