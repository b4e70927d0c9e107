using System.Text.Json.Nodes;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Server.Tests.Kubernetes;
using MeshControl.Server.Webhooks.Registration;
using MeshControl.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Webhooks.Registration;

/// <summary>A fake API server with the webhook configurations of a chart, and the registrar that keeps them.</summary>
internal sealed class RegisteredWebhooks : IAsyncDisposable
{
    private const string Denied = "admission webhook \"validation.istio.io\" denied the request: it has the annotation";
    private static readonly ApiResource Gateways = new("networking.istio.io", "v1", "gateways", "Gateway", Namespaced: true);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RegistrationMetrics _metrics = new();
    private readonly KubeApi _api;
    private readonly WebhookRegistrar _registrar;

    private RegisteredWebhooks(FakeApiServer server)
    {
        Server = server;
        server.Serve(Gateways);
        server.Faults.Answer = request => Fault?.Invoke(request) ?? (request is { Resource: "gateways", Verb: "create" } && IsAsked ? new FakeAnswer(400, "", Denied) : null);
        _api = server.Connect();
        var options = new WebhookRegistrationOptions("default", "istio-system") { QuickRetry = TimeSpan.FromMilliseconds(5), SlowRetry = TimeSpan.FromMilliseconds(50) };
        _registrar = new WebhookRegistrar(_api, Issuer, options, cancellation => _ready.Task.WaitAsync(cancellation), _metrics, TimeProvider.System, NullLogger<WebhookRegistrar>.Instance);
    }

    public FakeApiServer Server { get; }

    public FakeIssuer Issuer { get; } = new();

    /// <summary>Whether the API server asks the validation webhook, which refuses.</summary>
    public bool IsAsked { get; set; } = true;

    public Func<RecordedRequest, FakeAnswer?>? Fault { get; set; }

    public IEnumerable<RecordedRequest> Patches => Server.Requests.Where(request => request.Verb == "patch");

    public static async Task<RegisteredWebhooks> StartAsync(bool ready = true)
    {
        var webhooks = new RegisteredWebhooks(await FakeApiServer.StartAsync());
        await webhooks._registrar.StartAsync(CancellationToken.None);
        if (ready)
        {
            webhooks.BecomeReady();
        }

        return webhooks;
    }

    public void BecomeReady() => _ready.SetResult();

    public void PutInjection(string name = "istio-sidecar-injector", string revision = "default", string entry = "namespace.sidecar-injector.istio.io", string annotations = "{}") =>
        Server.Put(Configuration("MutatingWebhookConfiguration", name, revision, annotations, entry));

    public void PutValidation(string policy = "Ignore", string annotations = "{}") =>
        Server.Put(Configuration("ValidatingWebhookConfiguration", "istiod-default-validator", "default", annotations, "validation.istio.io", policy));

    public JsonNode? Injection(string field, string name = "istio-sidecar-injector", int entry = 0) => Field(FakeKinds.MutatingWebhooks, name, field, entry);

    public JsonNode? Validation(string field) => Field(FakeKinds.ValidatingWebhooks, "istiod-default-validator", field, 0);

    public Task TrustedAsync(string name = "istio-sidecar-injector") => Eventually.TrueAsync(() => (string?)Injection("caBundle", name) == Issuer.Base64, "the roots in " + name);

    public async ValueTask DisposeAsync()
    {
        await _registrar.StopAsync(CancellationToken.None);
        _registrar.Dispose();
        _metrics.Dispose();
        _api.Dispose();
        await Server.DisposeAsync();
    }

    private static string Configuration(string kind, string name, string revision, string annotations, string entry, string policy = "Fail") => $$$"""
        {"apiVersion":"admissionregistration.k8s.io/v1","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}","labels":{"istio.io/rev":"{{{revision}}}"},"annotations":{{{annotations}}}},
         "webhooks":[{"name":"{{{entry}}}","clientConfig":{"service":{"name":"istiod","namespace":"istio-system"}},"failurePolicy":"{{{policy}}}"},
                     {"name":"somebody.example.com","clientConfig":{"url":"https://example.com"},"failurePolicy":"Ignore"}]}
        """;

    private JsonNode? Field(ApiResource resource, string name, string field, int entry)
    {
        var webhook = Server.Get(resource, "", name)?["webhooks"]?[entry];
        return field == "caBundle" ? webhook?["clientConfig"]?[field] : webhook?[field];
    }
}
