using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Services;

/// <summary>A Kubernetes Service as a mesh service (traffic specification 1.1).</summary>
public static class ServiceProjection
{
    private const string ExportToAnnotation = "networking.istio.io/exportTo";
    private const string DistributionAnnotation = "networking.istio.io/traffic-distribution";

    public static Service Project(Resource<KubeService> resource, MeshSettings settings, IReadOnlyDictionary<string, string>? namespaceAnnotations)
    {
        var meta = resource.Meta;
        var spec = resource.Spec.Spec;
        var isAlias = spec.Type == "ExternalName" && !string.IsNullOrEmpty(spec.ExternalName);
        var addresses = Addresses(spec);
        return new Service
        {
            Key = new ServiceKey($"{meta.Name}.{meta.Namespace}.svc.{settings.DomainSuffix}", meta.Namespace),
            Name = meta.Name,
            Registry = ServiceRegistry.Kubernetes,
            Resolution = isAlias ? Resolution.Alias : spec.ClusterIP == "None" ? Resolution.Passthrough : Resolution.ClientSide,
            IsMeshExternal = isAlias,
            Ports = [.. spec.Ports.Select(Port)],
            Addresses = addresses,
            Labels = meta.Labels.ToEquatableMap(),
            Selector = spec.Selector.ToEquatableMap(),
            ExportTo = ExportTo(meta, settings),
            Created = meta.Created,
            ServiceAccounts = ServiceAccounts(meta, settings),
            IsNodeLocal = spec.InternalTrafficPolicy == "Local",
            PublishesNotReadyAddresses = spec.PublishNotReadyAddresses,
            TrafficDistribution = Distribution(spec.TrafficDistribution, meta.Annotations, namespaceAnnotations),
            ExternalName = isAlias ? spec.ExternalName : null,
            Sources = [resource.Key],
        };
    }

    /// <summary>exportTo from the annotation, else the mesh default, else everyone; shared with ServiceEntry lists.</summary>
    internal static EquatableArray<string> ExportTo(IEnumerable<string> written, IReadOnlyList<string> meshDefault)
    {
        EquatableArray<string> own = [.. written];
        if (own.Count > 0)
        {
            return own;
        }

        return meshDefault.Count > 0 ? [.. meshDefault] : ["*"];
    }

    internal static TrafficDistribution Distribution(
        string? field, IReadOnlyDictionary<string, string> annotations, IReadOnlyDictionary<string, string>? namespaceAnnotations)
    {
        if (!string.IsNullOrEmpty(field))
        {
            return Parse(field);
        }

        if (annotations.TryGetValue(DistributionAnnotation, out var own))
        {
            return Parse(own);
        }

        return namespaceAnnotations is not null && namespaceAnnotations.TryGetValue(DistributionAnnotation, out var shared)
            ? Parse(shared)
            : TrafficDistribution.Any;
    }

    private static TrafficDistribution Parse(string text) => text.ToLowerInvariant() switch
    {
        "preferclose" or "prefersamezone" => TrafficDistribution.PreferSameZone,
        "prefersamenode" => TrafficDistribution.PreferSameNode,
        _ => TrafficDistribution.Any,
    };

    private static EquatableArray<string> ExportTo(ResourceMeta meta, MeshSettings settings) => ExportTo(
        meta.Annotations.TryGetValue(ExportToAnnotation, out var text)
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [],
        settings.Mesh.DefaultServiceExportTo);

    private static EquatableArray<string> Addresses(KubeServiceSpec spec)
    {
        IEnumerable<string> written = spec.ClusterIPs.Count > 0 ? spec.ClusterIPs : string.IsNullOrEmpty(spec.ClusterIP) ? [] : [spec.ClusterIP];
        return [.. written.Where(address => address.Length > 0 && address != "None")];
    }

    private static EquatableArray<string> ServiceAccounts(ResourceMeta meta, MeshSettings settings)
    {
        var accounts = new List<string>();
        if (meta.Annotations.TryGetValue("alpha.istio.io/canonical-serviceaccounts", out var canonical))
        {
            accounts.AddRange(canonical.Split(',', StringSplitOptions.RemoveEmptyEntries));
        }

        if (meta.Annotations.TryGetValue("alpha.istio.io/kubernetes-serviceaccounts", out var kubernetes))
        {
            accounts.AddRange(kubernetes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(account =>
                $"spiffe://{settings.TrustDomain}/ns/{meta.Namespace}/sa/{account}"));
        }

        return [.. accounts];
    }

    private static ServicePort Port(KubeServicePort port) => new(
        port.Name,
        port.Port,
        ProtocolExtensions.OfKubernetesPort(port.Protocol, port.AppProtocol, port.Name, port.Port),
        TargetPort(port));

    private static string? TargetPort(KubeServicePort port) =>
        port.TargetPort is { } target && (target.Name is not null || target.Number != 0) ? target.ToString() : null;
}
