using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshControl.Testing.Kubernetes;

/// <summary>An API server in this process: any kind, lists with pages, watches, apply, status, leases, reviews, port-forwards; misbehaves on demand.</summary>
public sealed class FakeApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeStore _store = new();
    private readonly FakeWrites _writes;
    private readonly FakeCertificate? _certificate;

    private FakeApiServer(WebApplication app, FakeCertificate? certificate)
    {
        (_app, _certificate) = (app, certificate);
        _writes = new FakeWrites(_store);
        Faults = new FakeFaults(_store);
    }

    public Uri Address { get; private set; } = null!;

    public FakeFaults Faults { get; }

    /// <summary>Every request, in the order of arrival.</summary>
    public ConcurrentQueue<RecordedRequest> Requests { get; } = [];

    /// <summary>Tokens that a TokenReview knows.</summary>
    public ConcurrentDictionary<string, FakeUser> Tokens { get; } = [];

    /// <summary>Tokens that may make requests; null lets everybody in.</summary>
    public ImmutableHashSet<string>? AcceptedTokens { get; set; }

    /// <summary>What RBAC allows (requests and self-reviews alike); null allows everything.</summary>
    public Func<RecordedRequest, bool>? Allowed { get; set; }

    /// <summary>What RBAC allows to whom (SubjectAccessReview); null allows everything.</summary>
    public Func<string, RecordedRequest, bool>? AllowedTo { get; set; }

    /// <summary>Where port-forwards lead: <c>namespace/pod:port</c> to a port of this machine.</summary>
    public ConcurrentDictionary<string, int> PortForwards { get; } = [];

    /// <summary>The server's certificate, in PEM; null without TLS.</summary>
    public string? CertificatePem => _certificate?.Pem;

    internal FakeDiscovery Discovery { get; } = new();

    internal FakeStore Store => _store;

    internal FakeWrites Writes => _writes;

    public static async Task<FakeApiServer> StartAsync(FakeApiServerOptions? options = null)
    {
        var certificate = options is { Tls: true } ? new FakeCertificate() : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate.Certificate, https =>
                    {
                        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                        https.AllowAnyClientCertificate();
                    });
                }
            });
        });
        var app = builder.Build();
        var server = new FakeApiServer(app, certificate);
        app.UseWebSockets();
        app.Run(new FakeEndpoints(server).HandleAsync);
        await app.StartAsync();
        server.Address = new Uri(app.Urls.First());
        return server;
    }

    public KubeConnection Connection(string? token = null) => new()
    {
        BaseAddress = Address,
        Context = "fake",
        TrustRoots = _certificate is { } certificate ? [certificate.Certificate] : [],
        Credentials = KubeConnection.WithToken(Address, token).Credentials,
    };

    public KubeApi Connect(TimeProvider? time = null, string? token = null) => new(Connection(token), time: time);

    /// <summary>Writes a kubeconfig that leads here.</summary>
    public string WriteKubeconfig(string path, string? token = null)
    {
        var trust = _certificate is null ? "" : $", certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(_certificate.Pem))}";
        File.WriteAllText(path, $$$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: fake, cluster: {server: "{{{Address}}}"{{{trust}}} } }]
            users: [{name: me, user: {token: "{{{token ?? "any"}}}"} }]
            contexts: [{name: fake, context: {cluster: fake, user: me} }]
            current-context: fake
            """);
        return path;
    }

    /// <summary>Starts to serve a kind, as a new CRD does.</summary>
    public void Serve(params ReadOnlySpan<ApiResource> resources)
    {
        foreach (var resource in resources)
            Discovery.Serve(resource);
    }

    /// <summary>Stops to serve a kind: its watches end and it answers 404.</summary>
    public void Unserve(ApiResource resource)
    {
        Discovery.Unserve(resource);
        Faults.EndWatches(resource);
    }

    /// <summary>Makes or replaces an object, status included, as somebody else would. JSON, with apiVersion and kind of a served kind.</summary>
    /// <returns>Its new resource version.</returns>
    public string Put(string json)
    {
        var parsed = JsonNode.Parse(json)!.AsObject();
        var resource = Discovery.Find(parsed["apiVersion"]!.GetValue<string>(), parsed["kind"]!.GetValue<string>())
            ?? throw new ArgumentException($"{parsed["apiVersion"]} {parsed["kind"]} is not served", nameof(json));
        return Put(resource, parsed);
    }

    /// <inheritdoc cref="Put(string)"/>
    public string Put(ApiResource resource, JsonObject json)
    {
        var version = _writes.Put(resource, json).Version.ToString();
        FakeEndpoints.Learn(this, resource, json);
        return version;
    }

    /// <summary>False where there was nothing.</summary>
    public bool Delete(ApiResource resource, string @namespace, string name) => _writes.Delete(resource, @namespace, name) is not null;

    /// <summary>The object as it is stored, or null.</summary>
    public JsonObject? Get(ApiResource resource, string @namespace, string name) =>
        _store.Get((resource.Group, resource.Plural), $"{@namespace}/{name}")?.Json.DeepClone().AsObject();

    /// <summary>All objects of a kind.</summary>
    public IReadOnlyList<JsonObject> All(ApiResource resource) => [.. _store.All((resource.Group, resource.Plural)).Select(stored => stored.Json.DeepClone().AsObject())];

    /// <summary>How many watches of a kind (null: of all) are open.</summary>
    public int OpenWatches(ApiResource? resource = null) => _store.Watches(kind => resource is null || kind == (resource.Group, resource.Plural)).Length;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }
}
