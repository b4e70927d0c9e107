using MeshControl.Generation.Output;
using MeshControl.Generation.Patches;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Clusters;

/// <summary>The clusters of a workload's own ports: from its services, or from its Sidecar's ingress listeners (traffic specification 5.12, 3.9).</summary>
internal sealed class InboundClusterFacts
{
    private readonly MeshFacts _facts;

    public InboundClusterFacts(MeshFacts facts)
    {
        _facts = facts;
        Of = new(facts.Graph, "cluster/inbound", Build);
    }

    public Derived<WorkloadKey, ResourceSet> Of { get; }

    private ResourceSet Build(WorkloadKey key, IReader read)
    {
        if (key.Facets.Type != ProxyType.Sidecar)
        {
            return ResourceSet.Empty;
        }

        var settings = _facts.Settings.Get(read);
        var sidecar = key.Sidecar is { } sidecarKey ? read.Get(_facts.Resources.Sidecars.Table, sidecarKey)?.Spec : null;
        var inputs = sidecar is { Ingress.Count: > 0 } ? OfIngress(key, sidecar, settings, read)
            : key.Facets.Interception == InterceptionMode.None ? []
            : OfServices(key, sidecar, settings, read);
        var patches = read.Get(_facts.Patches.Clusters, EnvoyPatchKey.Of(key));
        const EnvoyFilterPatchContext side = EnvoyFilterPatchContext.SidecarInbound;
        return ResourceSet.Create(inputs
            .Select(input => ClusterPatches.Apply(InboundClusterBuilder.Build(input), patches, side, input.Services.Select(static service => service.Host)))
            .OfType<Envoy.Config.Cluster.V3.Cluster>().Concat(ClusterPatches.Added(patches, side))
            .Select(static cluster => ResourceEncoder.Encode(ResourceType.Cluster, cluster.Name, cluster)));
    }

    private IEnumerable<InboundCluster> OfServices(WorkloadKey key, Sidecar? sidecar, MeshSettings settings, IReader read)
    {
        var client = ClusterClient.Of(key.Facets, settings);
        foreach (var group in Targets(key, read).GroupBy(target => target.Target.TargetPort))
        {
            if (WithServices(group, key, settings, read) is { } input)
            {
                yield return input(new InboundCluster
                {
                    Port = group.Key, Protocol = Protocol.Tcp, Client = client, Settings = settings, Pool = settings.Mesh.DefaultTrafficPolicy?.ConnectionPool,
                }) is var built && sidecar?.InboundConnectionPool is { } pool ? built with { Pool = pool } : built;
            }
        }
    }

    private IEnumerable<InboundCluster> OfIngress(WorkloadKey key, Sidecar sidecar, MeshSettings settings, IReader read)
    {
        var client = ClusterClient.Of(key.Facets, settings);
        var targets = Targets(key, read).ToLookup(target => target.Target.TargetPort);
        foreach (var ingress in sidecar.Ingress.Where(ingress => ingress.Port is not null).DistinctBy(ingress => ingress.Port!.Number))
        {
            var port = ingress.Port!;
            var input = new InboundCluster
            {
                Port = port.Number, Protocol = Protocol.Tcp, Client = client, Settings = settings, Pool = settings.Mesh.DefaultTrafficPolicy?.ConnectionPool,
            };
            input = WithServices(targets[port.Number], key, settings, read) is { } services ? services(input) : input;
            yield return input with
            {
                Protocol = ProtocolExtensions.Parse(port.Protocol) ?? Protocol.Tcp,
                Pool = ingress.ConnectionPool ?? sidecar.InboundConnectionPool ?? input.Pool,
                Target = IngressTarget.Parse(ingress.DefaultEndpoint, key.Facets.IpMode, key.OwnAddresses),
            };
        }
    }

    private IEnumerable<(ServiceTarget Target, Service Service)> Targets(WorkloadKey key, IReader read)
    {
        foreach (var target in key.Targets)
        {
            if (read.Get(_facts.Services.Find, target.Service) is { } service)
            {
                yield return (target, service);
            }
        }
    }

    // The oldest service on a port decides; others on the same service port are named beside it.
    private Func<InboundCluster, InboundCluster>? WithServices(
        IEnumerable<(ServiceTarget Target, Service Service)> onPort, WorkloadKey key, MeshSettings settings, IReader read)
    {
        var all = onPort.ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var (target, primary) = all[0];
        var port = primary.Ports.FirstOrDefault(port => port.Number == target.ServicePort && port.Name == target.PortName);
        var rule = read.Get(
            _facts.Traffic.DestinationPolicy,
            new DestinationPolicyKey(primary.Host, primary.Namespace, key.Namespace, EquatableMap<string, string>.Empty));
        return input => input with
        {
            Protocol = port?.Protocol ?? Protocol.Tcp,
            Primary = primary,
            PrimaryPort = port,
            Services = [.. all.Where(other => other.Target.ServicePort == target.ServicePort).Select(other => other.Service).DistinctBy(service => service.Host)],
            Pool = rule.Policy is null
                ? input.Pool
                : PolicyResolution.ForPort(rule.Policy, target.ServicePort, settings.Mesh.DefaultTrafficPolicy).ConnectionPool,
            Rule = rule.Policy is null ? null : rule.Primary,
        };
    }
}
