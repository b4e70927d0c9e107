using System.Text;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;

namespace MeshControl.Benchmarks.Compile;

/// <summary>
/// S services of one HTTP port with E endpoints each in ten namespaces, a VirtualService for one in ten and a DestinationRule for another one in ten,
/// and one pod for each of the first C services, so that each is a proxy class of its own. One source ("file") a service.
/// </summary>
internal sealed class SyntheticMesh
{
    private readonly Size _size;
    private readonly MeshFolder _folder = new();
    private readonly int[] _endpoints;
    private readonly int[] _weights;
    private readonly int[] _ports;
    private readonly int[] _connections;

    public SyntheticMesh(Size size)
    {
        _size = size;
        _endpoints = [.. Enumerable.Repeat(size.Endpoints, size.Services)];
        _weights = [.. Enumerable.Repeat(50, size.Services)];
        _ports = new int[size.Services];
        _connections = [.. Enumerable.Repeat(100, size.Services)];
    }

    public RenderPipeline Pipeline { get; } = new();

    /// <summary>A service that has a VirtualService.</summary>
    public int Routed => 0;

    /// <summary>A service that has a DestinationRule.</summary>
    public int Governed => Math.Min(5, _size.Services - 1);

    public void CommitAll()
    {
        for (var i = 0; i < _size.Services; i++)
        {
            _folder.AddManifests($"{i}.yaml", Encoding.UTF8.GetBytes(Manifests(i)));
        }

        if (_folder.Findings.Count > 0)
        {
            throw new InvalidOperationException($"The synthetic mesh is not valid: {_folder.Findings[0]}");
        }

        Pipeline.Commit(_folder.Resources, _folder.Settings);
    }

    public ProxyIdentity[] Proxies() =>
    [
        .. Enumerable.Range(0, Math.Min(_size.Classes, _size.Services)).Select(i =>
            Pipeline.IdentityOf(ProxyType.Sidecar, Namespace(i), $"pod-{i}") ?? throw new InvalidOperationException($"pod-{i} has no identity")),
    ];

    public ChangeSet AddEndpoint(int service)
    {
        _endpoints[service]++;
        return Rewrite(service);
    }

    public ChangeSet EditVirtualService()
    {
        _weights[Routed] = _weights[Routed] % 99 + 1;
        return Rewrite(Routed);
    }

    public ChangeSet EditDestinationRule()
    {
        _connections[Governed]++;
        return Rewrite(Governed);
    }

    /// <summary>Adds a second port to a service, or takes it away again.</summary>
    public ChangeSet EditService(int service)
    {
        _ports[service] ^= 1;
        return Rewrite(service);
    }

    /// <summary>Reads a file again that says what it said.</summary>
    public ChangeSet Rewrite(int service) => _folder.AddManifests($"{service}.yaml", Encoding.UTF8.GetBytes(Manifests(service)));

    private static string Namespace(int service) => $"ns-{service % Size.Namespaces}";

    private string Manifests(int i)
    {
        var ns = Namespace(i);
        var text = new StringBuilder();
        text.Append($$"""
            apiVersion: v1
            kind: Service
            metadata: {name: svc-{{i}}, namespace: {{ns}}}
            spec:
              clusterIP: 10.{{100 + (i >> 16)}}.{{(i >> 8) & 255}}.{{i & 255}}
              selector: {app: app-{{i}}}
              ports:
              - {name: http, port: 80, targetPort: 8080}

            """);
        if (_ports[i] != 0)
        {
            text.Append("  - {name: http-admin, port: 81, targetPort: 8081}\n");
        }

        text.Append($$"""
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: svc-{{i}}-a, namespace: {{ns}}, labels: {kubernetes.io/service-name: svc-{{i}} } }
            addressType: IPv4
            ports:
            - {name: http, port: 8080, protocol: TCP}
            endpoints:

            """);
        for (var e = 0; e < _endpoints[i]; e++)
        {
            text.Append($"- {{addresses: [{Address(i, e)}], conditions: {{ready: true}}}}\n");
        }

        if (i < _size.Classes)
        {
            text.Append($$"""
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: pod-{{i}}, namespace: {{ns}}, labels: {app: app-{{i}} } }
                spec: {serviceAccountName: default, containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
                status: {phase: Running, podIP: {{Address(i, 0)}}, podIPs: [{ip: {{Address(i, 0)}}}], conditions: [{type: Ready, status: "True"}]}

                """);
        }

        if (i % 10 == Routed)
        {
            text.Append($$"""
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: svc-{{i}}, namespace: {{ns}}}
                spec:
                  hosts: [svc-{{i}}.{{ns}}.svc.cluster.local]
                  http:
                  - route:
                    - {destination: {host: svc-{{i}}.{{ns}}.svc.cluster.local}, weight: {{_weights[i]}}}
                    - {destination: {host: svc-{{(i + 1) % _size.Services}}.{{Namespace((i + 1) % _size.Services)}}.svc.cluster.local}, weight: {{100 - _weights[i]}}}

                """);
        }

        if (i % 10 == 5)
        {
            text.Append($$"""
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: svc-{{i}}, namespace: {{ns}}}
                spec:
                  host: svc-{{i}}.{{ns}}.svc.cluster.local
                  trafficPolicy: {connectionPool: {tcp: {maxConnections: {{_connections[i]}} } } }

                """);
        }

        return text.ToString();
    }

    private static string Address(int service, int endpoint)
    {
        var number = (service * 64) + endpoint;
        return $"10.{(number >> 16) & 63}.{(number >> 8) & 255}.{number & 255}";
    }
}
