using System.Globalization;
using System.Net;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Services;

/// <summary>Endpoints of Kubernetes services and ServiceEntries, from slices, pods and workload entries (traffic specification 1.6, 6.1, 6.4).</summary>
internal static class EndpointProjection
{
    private const string SessionLabel = "istio.io/persistent-session";

    /// <summary>One endpoint of a slice on each of its ports; <paramref name="pod"/> is what the target pod lends, or null.</summary>
    public static IEnumerable<MeshEndpoint> OfSlice(
        SliceEndpoint endpoint,
        IReadOnlyList<string> addresses,
        IReadOnlyList<SlicePort> ports,
        Service service,
        MeshEndpoint? pod,
        MeshSettings settings,
        string systemNetwork)
    {
        if (HealthOf(endpoint.Conditions, service) is not { } health)
        {
            yield break;
        }

        var template = pod ?? Unowned(settings, systemNetwork);
        if (template.Labels.TryGetValue("istio.io/draining", out _))
        {
            health = EndpointHealth.Draining;
        }

        foreach (var port in ports)
        {
            // A slice port without a number means "all ports": nothing an endpoint could be made of.
            if (port.Port is { } number and not 0)
            {
                yield return template with
                {
                    Addresses = [.. addresses],
                    Port = number,
                    ServicePortName = port.Name ?? "",
                    Health = health,
                    HostName = endpoint.Hostname ?? template.HostName,
                };
            }
        }
    }

    /// <summary>Inline endpoints of a ServiceEntry, or its host itself where DNS is to find them.</summary>
    public static IEnumerable<MeshEndpoint> OfServiceEntry(Resource<ServiceEntry> resource, Service service, MeshSettings settings, string systemNetwork)
    {
        var spec = resource.Spec;
        if (spec.Endpoints.Count == 0 && spec.WorkloadSelector is null)
        {
            if (service.Resolution is not (Resolution.Dns or Resolution.DnsRoundRobin) || HostNames.IsWildcard(service.Host))
            {
                yield break;
            }

            foreach (var port in service.Ports)
            {
                yield return new MeshEndpoint
                {
                    Addresses = [service.Host],
                    Port = TargetPort(port),
                    ServicePortName = port.Name,
                    ClusterId = settings.ClusterId,
                    Network = "",
                    Namespace = resource.Namespace,
                    WorkloadName = resource.Name,
                    WorkloadMetadata = $"{resource.Name};{resource.Namespace};{resource.Name};;{settings.ClusterId}",
                    Health = EndpointHealth.Unknown,
                    IsManual = true,
                };
            }

            yield break;
        }

        for (var i = 0; i < spec.Endpoints.Count; i++)
        {
            var entry = spec.Endpoints[i];
            var template = WorkloadEndpoints.OfInline(
                entry, string.Create(CultureInfo.InvariantCulture, $"{resource.Name}-{i}"), resource.Namespace, settings, systemNetwork);
            foreach (var endpoint in OnPorts(template, entry, service))
            {
                yield return endpoint;
            }
        }
    }

    /// <summary>A WorkloadEntry that a ServiceEntry selects.</summary>
    public static IEnumerable<MeshEndpoint> OnPorts(MeshEndpoint template, WorkloadEntry entry, Service service)
    {
        var isSocket = entry.Address.StartsWith("unix://", StringComparison.Ordinal);
        foreach (var port in service.Ports)
        {
            yield return template with
            {
                Addresses = entry.Address.Length > 0 ? [entry.Address] : [],
                Port = isSocket ? 0 : entry.Ports.TryGetValue(port.Name, out var own) && own != 0 ? own : TargetPort(port),
                ServicePortName = port.Name,
            };
        }
    }

    /// <summary>A WorkloadEntry behind a Kubernetes Service: named ports come from the entry, an unknown name is skipped.</summary>
    public static IEnumerable<MeshEndpoint> BehindKubernetesService(MeshEndpoint template, WorkloadEntry entry, Service service)
    {
        foreach (var port in service.Ports)
        {
            int number;
            if (entry.Ports.TryGetValue(port.Name, out var own) && own != 0)
            {
                number = own;
            }
            else if (port.TargetPort is null)
            {
                number = port.Number;
            }
            else if (!int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                && !entry.Ports.TryGetValue(port.TargetPort, out number))
            {
                continue;
            }

            yield return template with { Addresses = [entry.Address], Port = number, ServicePortName = port.Name };
        }
    }

    /// <summary>A ready pod that a ServiceEntry selects.</summary>
    public static IEnumerable<MeshEndpoint> OfSelectedPod(MeshEndpoint template, IReadOnlyList<string> addresses, Service service)
    {
        foreach (var port in service.Ports)
        {
            yield return template with
            {
                Addresses = [.. addresses], Port = TargetPort(port), ServicePortName = port.Name, Health = EndpointHealth.Healthy,
            };
        }
    }

    public static bool IsAddress(string text) => IPAddress.TryParse(text, out _);

    private static int TargetPort(ServicePort port) =>
        int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : port.Number;

    // Terminating endpoints are never sent, but to clients that stick to them; null stands for them.
    private static EndpointHealth? HealthOf(SliceConditions? conditions, Service service)
    {
        if (conditions?.Ready ?? true)
        {
            return EndpointHealth.Healthy;
        }

        if (conditions?.Terminating == false)
        {
            return EndpointHealth.Unhealthy;
        }

        return service.Labels.ContainsKey(SessionLabel) && conditions?.Serving != false ? EndpointHealth.Draining : null;
    }

    private static MeshEndpoint Unowned(MeshSettings settings, string systemNetwork) => new()
    {
        Addresses = [],
        Port = 0,
        ServicePortName = "",
        ClusterId = settings.ClusterId,
        Network = systemNetwork,
        WorkloadMetadata = $";;;;{settings.ClusterId}",
    };
}
