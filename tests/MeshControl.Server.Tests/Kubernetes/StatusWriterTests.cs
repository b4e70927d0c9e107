using System.Text.Json.Nodes;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Server.Engine;
using MeshControl.Server.Hosting;
using MeshControl.Server.Sources.Kubernetes;
using MeshControl.Server.Statuses;
using MeshControl.Testing.Kubernetes;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using static MeshControl.Server.Tests.Kubernetes.ClusterObjects;

namespace MeshControl.Server.Tests.Kubernetes;

public sealed class StatusWriterTests : IAsyncLifetime, IDisposable
{
    private static readonly StatusPace Fast = new() { Quiet = TimeSpan.FromMilliseconds(5), Between = TimeSpan.Zero, Recheck = TimeSpan.FromMilliseconds(200) };
    private readonly CancellationTokenSource _stop = new();
    private readonly ObjectStates _states = new();
    private readonly AdsSessions _sessions = new();
    private FakeApiServer _server = null!;
    private KubeApi _api = null!;
    private MeshEngine _engine = null!;
    private Task _writing = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _server.Serve(MeshKinds.VirtualServices, MeshKinds.GatewayClasses, MeshKinds.KubernetesGateways, MeshKinds.HttpRoutes);
        _api = _server.Connect();
        var source = new KubernetesSource(_api, FollowedCluster.Options, TimeProvider.System, NullLogger<KubernetesSource>.Instance, _states);
        _engine = new MeshEngine([source], new ServeOptions(), TimeProvider.System, NullLogger<MeshEngine>.Instance);
    }

    [Fact]
    public async Task An_accepted_object_says_so_once_and_is_left_alone()
    {
        _server.Put(VirtualService("shop", "web", "web"));
        await StartAsync();

        await UntilAsync(MeshKinds.VirtualServices, "web", "Accepted", "True", "Accepted");
        Assert.Equal(1, Status(MeshKinds.VirtualServices, "web")!["observedGeneration"]!.GetValue<int>());
        _server.Put(VirtualService("shop", "witness", "web"));
        await UntilAsync(MeshKinds.VirtualServices, "witness", "Accepted", "True", "Accepted");

        Assert.Equal(2, Writes());
        Assert.All(_server.Requests.Where(IsWrite), request => Assert.Equal("virtualservices/status", request.Resource));
    }

    [Fact]
    public async Task An_object_with_errors_says_which_and_that_the_last_valid_version_stays()
    {
        _server.Put(VirtualService("shop", "web", "web"));
        await StartAsync();
        await UntilAsync(MeshKinds.VirtualServices, "web", "Accepted", "True", "Accepted");

        _server.Put(BrokenVirtualService("shop", "web"));
        await UntilAsync(MeshKinds.VirtualServices, "web", "Accepted", "False", "Invalid");

        var status = Status(MeshKinds.VirtualServices, "web")!;
        Assert.Contains("spec.http[0].timeout", Condition(status, "Accepted")!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("stays in use", Condition(status, "Accepted")!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(2, status["observedGeneration"]!.GetValue<int>());
        Assert.Contains(status["validationMessages"]!.AsArray(), message => message!["level"]!.GetValue<string>() == "ERROR");
    }

    [Fact]
    public async Task A_status_that_says_it_already_is_not_written_again()
    {
        _server.Put(VirtualService("shop", "web", "web"));
        await StartAsync();
        await UntilAsync(MeshKinds.VirtualServices, "web", "Accepted", "True", "Accepted");
        await StopAsync();
        var before = Writes();

        // The next leader knows nothing of the first.
        using var next = new CancellationTokenSource();
        var writing = Writer().RunAsync(next.Token);
        _server.Put(VirtualService("shop", "witness", "web"));
        await UntilAsync(MeshKinds.VirtualServices, "witness", "Accepted", "True", "Accepted");
        await next.CancelAsync();
        await writing.ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Equal(before + 1, Writes());
    }

    [Fact]
    public async Task Gateways_and_routes_of_the_Gateway_API_say_what_became_of_them()
    {
        _server.Put("""{"apiVersion":"gateway.networking.k8s.io/v1","kind":"GatewayClass","metadata":{"name":"istio"},"spec":{"controllerName":"istio.io/gateway-controller"}}""");
        _server.Put(Service("shop", "edge-istio"));
        _server.Put(Service("shop", "web"));
        _server.Put("""
            {"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"edge","namespace":"shop"},"spec":{"gatewayClassName":"istio","listeners":[
              {"name":"http","port":80,"protocol":"HTTP"},{"name":"https","port":443,"protocol":"HTTPS","tls":{"certificateRefs":[{"name":"missing"}]}}]}}
            """);
        _server.Put(Route("good", "edge", "web"));
        _server.Put(Route("lost", "edge", "nowhere"));
        await StartAsync();

        await UntilAsync(MeshKinds.GatewayClasses, "istio", "Accepted", "True", "Accepted", "");
        await UntilAsync(MeshKinds.KubernetesGateways, "edge", "Programmed", "True", "Programmed");
        await Eventually.TrueAsync(() => Status(MeshKinds.HttpRoutes, "lost") is not null && Status(MeshKinds.HttpRoutes, "good") is not null);
        await Eventually.TrueAsync(() => Listener("http")["attachedRoutes"]!.GetValue<int>() == 2);

        Assert.Equal("True", Condition(Listener("http"), "Programmed")!["status"]!.GetValue<string>());
        Assert.Equal("InvalidCertificateRef", Condition(Listener("https"), "ResolvedRefs")!["reason"]!.GetValue<string>());
        Assert.Equal("True", Condition(Status(MeshKinds.HttpRoutes, "good")!["parents"]![0]!, "ResolvedRefs")!["status"]!.GetValue<string>());
        Assert.Equal("BackendNotFound", Condition(Status(MeshKinds.HttpRoutes, "lost")!["parents"]![0]!, "ResolvedRefs")!["reason"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Error adding/updating listener(s) 0.0.0.0_80: no such filter", "0.0.0.0_80")]
    [InlineData("Error adding/updating cluster(s) outbound|80||web.shop.svc.cluster.local: bad", "outbound|80||web.shop.svc.cluster.local")]
    [InlineData("line 9080 of something", "")]
    public void A_refusal_is_about_the_resources_that_the_proxy_names(string error, string named) =>
        Assert.Equal(named, string.Join(",", ProxyRefusals.NamesIn(error, ["0.0.0.0_80", "0.0.0.0_8080", "80", "outbound|80||web.shop.svc.cluster.local"]).Where(name => name != "80")));

    public async Task DisposeAsync()
    {
        await StopAsync();
        await _engine.StopAsync(CancellationToken.None);
        _api.Dispose();
        await _server.DisposeAsync();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _sessions.Dispose();
        _stop.Dispose();
    }

    private static string Route(string name, string gateway, string service) => $$$$"""
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"name":"{{{{name}}}}","namespace":"shop"},
         "spec":{"parentRefs":[{"name":"{{{{gateway}}}}"}],"rules":[{"backendRefs":[{"name":"{{{{service}}}}","port":80}]}]}}
        """;

    private static JsonNode? Condition(JsonNode holder, string type) => holder["conditions"]!.AsArray().FirstOrDefault(condition => condition!["type"]!.GetValue<string>() == type);

    private JsonNode Listener(string name) =>
        Status(MeshKinds.KubernetesGateways, "edge")!["listeners"]!.AsArray().Single(listener => listener!["name"]!.GetValue<string>() == name)!;

    private static bool IsWrite(RecordedRequest request) => request.Verb is "patch" or "update" or "create";

    private int Writes() => _server.Requests.Count(IsWrite);

    private StatusWriter Writer() => new(_api, _states, _engine, new ProxyRefusals(_engine, _sessions), Fast, TimeProvider.System, NullLogger<StatusWriter>.Instance);

    private async Task StartAsync()
    {
        await _engine.StartAsync(CancellationToken.None);
        _writing = Writer().RunAsync(_stop.Token);
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _writing.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private JsonNode? Status(ApiResource resource, string name, string ns = "shop") => _server.Get(resource, ns, name)?["status"];

    private Task UntilAsync(ApiResource resource, string name, string type, string status, string reason, string ns = "shop") => Eventually.TrueAsync(
        () => Status(resource, name, ns) is { } found && found["conditions"] is not null && Condition(found, type) is { } condition
            && condition["status"]!.GetValue<string>() == status && condition["reason"]!.GetValue<string>() == reason,
        $"{resource.Plural} {name} {type}={status}; it says {Status(resource, name, ns)?.ToJsonString()}");
}
