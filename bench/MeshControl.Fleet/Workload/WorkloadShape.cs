namespace MeshControl.Fleet.Workload;

/// <summary>How big the generated mesh is: Services of one HTTP port, ready endpoints each, spread over namespaces and nodes.</summary>
internal sealed record WorkloadShape(int Services, int Endpoints)
{
    public const int Namespaces = 10;
    public const int Nodes = 50;
    public const int Zones = 3;
    public const int ServicePort = 80;
    public const int TargetPort = 8080;

    public static string ServiceName(int service) => $"svc-{service:0000}";

    public static string NamespaceOf(int service) => $"ns-{service % Namespaces:000}";

    public static string Host(int service) => $"{ServiceName(service)}.{NamespaceOf(service)}.svc.cluster.local";

    public static string ClusterName(int service) => $"outbound|{ServicePort}||{Host(service)}";

    public static string ClusterIp(int service) => $"10.100.{service / 250}.{service % 250 + 1}";

    /// <summary>A running pod number per endpoint; numbers from <c>Services * Endpoints</c> on are spare pods.</summary>
    public WorkloadPod Pod(int service, int index, int? number = null)
    {
        var running = number ?? service * Endpoints + index;
        var version = index % 2 == 0 ? "v1" : "v2";
        return new(
            $"{ServiceName(service)}-{index}",
            NamespaceOf(service),
            ServiceName(service),
            version,
            $"10.{1 + running / 65536}.{running / 256 % 256}.{running % 256}",
            $"node-{running % Nodes:00}",
            $"z{running % Nodes % Zones}");
    }

    /// <summary>The pods that simulated proxies stand in for, spread evenly over the services.</summary>
    public IEnumerable<WorkloadPod> ProxyPods(int proxies)
    {
        for (var proxy = 0; proxy < proxies; proxy++)
        {
            var number = (int)((long)proxy * Services * Endpoints / proxies);
            yield return Pod(number / Endpoints, number % Endpoints);
        }
    }
}
