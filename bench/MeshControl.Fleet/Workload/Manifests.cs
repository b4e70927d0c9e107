using System.Text;

namespace MeshControl.Fleet.Workload;

/// <summary>The Kubernetes and Istio objects of a generated mesh as YAML documents.</summary>
internal static class Manifests
{
    private const int EndpointsPerSlice = 100;

    public static string Namespace(string name) => $"""
        ---
        apiVersion: v1
        kind: Namespace
        metadata:
          name: {name}

        """;

    public static string Node(int node) => $"""
        ---
        apiVersion: v1
        kind: Node
        metadata:
          name: node-{node:00}
          labels:
            topology.kubernetes.io/region: r1
            topology.kubernetes.io/zone: z{node % WorkloadShape.Zones}

        """;

    public static string Service(int service) => $"""
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: {WorkloadShape.ServiceName(service)}
          namespace: {WorkloadShape.NamespaceOf(service)}
          labels:
            app: {WorkloadShape.ServiceName(service)}
        spec:
          type: ClusterIP
          clusterIP: {WorkloadShape.ClusterIp(service)}
          clusterIPs:
          - {WorkloadShape.ClusterIp(service)}
          selector:
            app: {WorkloadShape.ServiceName(service)}
          ports:
          - name: http
            port: {WorkloadShape.ServicePort}
            targetPort: {WorkloadShape.TargetPort}
            protocol: TCP
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: {WorkloadShape.ServiceName(service)}
          namespace: {WorkloadShape.NamespaceOf(service)}

        """;

    public static string Pod(WorkloadPod pod)
    {
        var yaml = new StringBuilder($"""
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: {pod.Name}
              namespace: {pod.Namespace}
              labels:

            """);
        foreach (var (name, value) in pod.Labels)
            yaml.Append($"    {name}: {value}\n");
        return yaml.Append($"""
            spec:
              serviceAccountName: {pod.App}
              nodeName: {pod.Node}
              containers:
              - name: app
                image: example.com/app:1
                ports:
                - containerPort: {WorkloadShape.TargetPort}
            status:
              phase: Running
              podIP: {pod.Address}
              podIPs:
              - ip: {pod.Address}
              conditions:
              - type: Ready
                status: "True"

            """).ToString();
    }

    /// <summary>The endpoints of a service, at most a hundred a slice.</summary>
    public static string EndpointSlices(int service, IReadOnlyList<WorkloadPod> pods)
    {
        var yaml = new StringBuilder();
        foreach (var (slice, part) in pods.Chunk(EndpointsPerSlice).Index())
        {
            yaml.Append($"""
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: {WorkloadShape.ServiceName(service)}-{slice}
                  namespace: {WorkloadShape.NamespaceOf(service)}
                  labels:
                    kubernetes.io/service-name: {WorkloadShape.ServiceName(service)}
                addressType: IPv4
                ports:
                - name: http
                  port: {WorkloadShape.TargetPort}
                  protocol: TCP
                endpoints:

                """);
            foreach (var pod in part)
            {
                yaml.Append($"""
                    - addresses:
                      - {pod.Address}
                      conditions:
                        ready: true
                        serving: true
                        terminating: false
                      nodeName: {pod.Node}
                      zone: {pod.Zone}
                      targetRef:
                        kind: Pod
                        name: {pod.Name}
                        namespace: {pod.Namespace}

                    """);
            }
        }
        return yaml.ToString();
    }

    /// <summary>Routes of a service; <paramref name="seconds"/> is the timeout an edit toggles.</summary>
    public static string VirtualService(int service, int seconds) => $"""
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata:
          name: {WorkloadShape.ServiceName(service)}
          namespace: {WorkloadShape.NamespaceOf(service)}
        spec:
          hosts:
          - {WorkloadShape.Host(service)}
          http:
          - match:
            - uri:
                prefix: /api
            timeout: {seconds}s
            route:
            - destination:
                host: {WorkloadShape.Host(service)}
                port:
                  number: {WorkloadShape.ServicePort}
          - route:
            - destination:
                host: {WorkloadShape.Host(service)}
                port:
                  number: {WorkloadShape.ServicePort}

        """;
}
