using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Traffic;

/// <summary>Fills in what a VirtualService leaves to its namespace: short hosts, gateway references, exportTo (traffic specification 1.4, 1.7).</summary>
public static class VirtualServiceExpansion
{
    private const string Mesh = "mesh";

    public static MeshVirtualService Expand(Resource<VirtualService> resource, MeshSettings settings)
    {
        var ns = resource.Namespace;
        var names = new NameContext(ns, settings.DomainSuffix);
        var spec = resource.Spec;
        EquatableArray<string> gateways = spec.Gateways.Count == 0 ? [Mesh] : [.. spec.Gateways.Select(names.Gateway)];
        EquatableArray<string> hosts = [.. spec.Hosts.Select(names.Host)];
        return new MeshVirtualService
        {
            Source = resource.Key,
            Name = resource.Name,
            Namespace = ns,
            Created = resource.Meta.Created,
            Hosts = hosts,
            Gateways = gateways,
            ExportTo = ServiceProjection.ExportTo(spec.ExportTo, settings.Mesh.DefaultVirtualServiceExportTo),
            Spec = spec with
            {
                Hosts = hosts,
                Gateways = gateways,
                Http = [.. spec.Http.Select(route => Expand(route, names))],
                Tls = [.. spec.Tls.Select(route => route with
                {
                    Match = [.. route.Match.Select(match => match with { Gateways = names.Gateways(match.Gateways) })],
                    Route = [.. route.Route.Select(destination => destination with { Destination = names.Destination(destination.Destination) })],
                })],
                Tcp = [.. spec.Tcp.Select(route => route with
                {
                    Match = [.. route.Match.Select(match => match with { Gateways = names.Gateways(match.Gateways) })],
                    Route = [.. route.Route.Select(destination => destination with { Destination = names.Destination(destination.Destination) })],
                })],
            },
            ConfigPath = $"/apis/networking.istio.io/v1/namespaces/{ns}/virtual-service/{resource.Name}",
            Fingerprint = resource.ContentHash,
        };
    }

    private static HttpRoute Expand(HttpRoute route, NameContext names) => route with
    {
        Match = [.. route.Match.Select(match => match with { Gateways = names.Gateways(match.Gateways) })],
        Route = [.. route.Route.Select(destination => destination with { Destination = names.Destination(destination.Destination) })],
        Mirror = names.Destination(route.Mirror),
        Mirrors = [.. route.Mirrors.Select(mirror => mirror with { Destination = names.Destination(mirror.Destination) })],
    };

    private readonly record struct NameContext(string Namespace, string Domain)
    {
        public string Host(string host) => HostNames.Expand(host, Namespace, Domain);

        public string Gateway(string reference) => HostNames.ExpandGateway(reference, Namespace);

        public IReadOnlyList<string> Gateways(IReadOnlyList<string> references) =>
            references.Count == 0 ? references : [.. references.Select(Gateway)];

        public Destination? Destination(Destination? destination) =>
            destination is null ? null : destination with { Host = Host(destination.Host) };
    }
}
