using System.Diagnostics;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Google.Protobuf;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Testing;
using EnvoyBootstrap = Envoy.Config.Bootstrap.V3.Bootstrap;

namespace MeshControl.Generation.Tests.Listeners;

/// <summary>Listeners that few meshes have, put before a real Envoy.</summary>
public sealed class EnvoyAcceptanceTests
{
    private static readonly string Services = Manifest.Of(
        Manifest.Client,
        Manifest.Service("als", "10.96.0.5", "{name: grpc, port: 9001}"),
        Manifest.Service("zipkin", "10.96.0.6", "{name: http, port: 9411}"),
        Manifest.Service("odd", "10.96.0.3", "{name: odd, port: 7070}"),
        Manifest.Service("mongo", "10.96.0.4", "{name: mongo, port: 27017}"),
        Manifest.Service("db", "10.96.0.7", "{name: tcp, port: 5432}"));

    [EnvoyFact]
    public void Logs_traces_and_tunnels_are_accepted() => Validate(new SidecarFixture(
        Manifest.Of(Services, """
            apiVersion: telemetry.istio.io/v1
            kind: Telemetry
            metadata: {name: mesh, namespace: istio-system}
            spec:
              accessLogging: [{providers: [{name: als}, {name: tcp}, {name: envoy}], filter: {expression: "response.code >= 500"}}]
              tracing: [{providers: [{name: zip}], customTags: {pod: {environment: {name: HOSTNAME, defaultValue: none}}}}]
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: db, namespace: shop}
            spec:
              host: db
              trafficPolicy:
                connectionPool: {tcp: {idleTimeout: 30s, maxConnectionDuration: 1h}}
                loadBalancer: {consistentHash: {useSourceIp: true}}
                tunnel: {protocol: POST, targetHost: far.example.com, targetPort: 443}
            """),
        """
        accessLogFormat: "%REQ_WITHOUT_QUERY(:PATH)% %CEL(request.method)% %METADATA(ROUTE:istio)%"
        defaultConfig: {proxyHeaders: {preserveHttp1HeaderCase: true}}
        extensionProviders:
        - {name: als, envoyHttpAls: {service: als.shop.svc.cluster.local, port: 9001}}
        - {name: tcp, envoyTcpAls: {service: als.shop.svc.cluster.local, port: 9001}}
        - {name: zip, zipkin: {service: zipkin.shop.svc.cluster.local, port: 9411, maxTagLength: 64}}
        """).Listeners());

    [EnvoyFact]
    public void Hosts_resolved_on_request_are_accepted() => Validate(new SidecarFixture(
        Manifest.Of(Services, """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: wild, namespace: shop}
            spec: {hosts: ["*.wild.example.com"], ports: [{number: 443, name: tls, protocol: TLS}, {number: 8081, name: http, protocol: HTTP}], resolution: DYNAMIC_DNS}
            """),
        "{outboundTrafficPolicy: {mode: ALLOW_ANY_DYNAMIC_DNS}, proxyHttpPort: 15007}").Listeners());

    [EnvoyFact]
    public void Every_way_of_interception_is_accepted()
    {
        var mesh = new SidecarFixture(Manifest.Of(Services, """
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: narrow, namespace: shop}
            spec:
              ingress:
              - {port: {number: 9080, protocol: HTTP, name: in}, bind: 127.0.0.1, captureMode: NONE}
              - {port: {number: 9081, protocol: TCP, name: tcp}}
              egress:
              - {port: {number: 0, protocol: HTTP, name: uds}, bind: "unix:///tmp/egress.sock", hosts: ["./*"], captureMode: NONE}
              - {hosts: ["./*"]}
            """));

        foreach (var mode in Enum.GetValues<InterceptionMode>())
        {
            Validate(mesh.Listeners(with: metadata => metadata with { InterceptionMode = mode, InboundExactBalance = true, OutboundExactBalance = true }));
        }
    }

    private static void Validate(Dictionary<string, Listener> listeners)
    {
        var bootstrap = new EnvoyBootstrap { Node = new Node { Id = "test", Cluster = "test" }, StaticResources = new EnvoyBootstrap.Types.StaticResources() };
        bootstrap.StaticResources.Listeners.Add(listeners.Values);
        foreach (var name in new[] { "ads", "outbound|9001||als.shop.svc.cluster.local", "outbound|9411||zipkin.shop.svc.cluster.local" })
        {
            bootstrap.StaticResources.Clusters.Add(new Cluster { Name = name, Type = Cluster.Types.DiscoveryType.Static });
        }

        bootstrap.DynamicResources = new EnvoyBootstrap.Types.DynamicResources
        {
            AdsConfig = new ApiConfigSource
            {
                ApiType = ApiConfigSource.Types.ApiType.Grpc,
                TransportApiVersion = ApiVersion.V3,
                GrpcServices = { new GrpcService { EnvoyGrpc = new GrpcService.Types.EnvoyGrpc { ClusterName = "ads" } } },
            },
        };
        var file = Path.Combine(Path.GetTempPath(), $"meshcontrol-{Guid.NewGuid():N}.json");
        File.WriteAllText(file, new JsonFormatter(JsonFormatter.Settings.Default.WithTypeRegistry(MessageTypes.Registry)).Format(bootstrap));
        try
        {
            using var envoy = Process.Start(new ProcessStartInfo(EnvoyBinary.Path!, ["--mode", "validate", "-l", "error", "-c", file]) { RedirectStandardError = true })!;
            var errors = envoy.StandardError.ReadToEnd();
            envoy.WaitForExit();
            Assert.True(envoy.ExitCode == 0, errors);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
