using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Traffic;

/// <summary>Makes a routing rule of a spec that was made from another API: hosts, gateways and destinations are written in full already.</summary>
internal static class ConvertedRule
{
    public static MeshVirtualService Make(
        RouteSemantics semantics, ResourceKey source, DateTimeOffset created, VirtualService spec, MeshSettings settings) => new()
        {
            Source = source,
            Name = source.Name,
            Namespace = source.Namespace,
            Created = created,
            Hosts = spec.Hosts.ToEquatableArray(),
            Gateways = spec.Gateways.ToEquatableArray(),
            ExportTo = ServiceProjection.ExportTo([], settings.Mesh.DefaultVirtualServiceExportTo),
            Spec = spec,
            Semantics = semantics,
            ConfigPath = $"/apis/networking.istio.io/v1/namespaces/{source.Namespace}/virtual-service/{source.Name}",
            Fingerprint = SpecFingerprint.Of(spec),
        };
}
