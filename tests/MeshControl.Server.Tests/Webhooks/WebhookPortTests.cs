using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Authority;
using MeshControl.Server.Hosting;
using MeshControl.Server.Webhooks;
using MeshControl.Testing.Envoys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Server.Tests.Webhooks;

/// <summary>The webhook port of a running meshd, called as an API server calls it: over TLS, under the service's name, with the mesh's roots.</summary>
public sealed class WebhookPortTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo _authority = Directory.CreateTempSubdirectory("meshcontrol-ca-");
    private readonly int _port = FreePort.Next();
    private readonly int _admin = FreePort.Next();
    private readonly SampleFolder _folder = new();
    private WebApplication _mesh = null!;

    public async Task InitializeAsync()
    {
        var options = new ServeOptions
        {
            ConfigFolders = [_folder.Path],
            AdsAddress = new IPEndPoint(IPAddress.Loopback, FreePort.Next()),
            AdminAddress = new IPEndPoint(IPAddress.Loopback, _admin),
            WebhookAddress = new IPEndPoint(IPAddress.Loopback, _port),
            AuthorityFolder = _authority.FullName,
            DrainTimeout = TimeSpan.FromMilliseconds(100),
            LogLevel = "error",
        };
        _mesh = MeshHost.Build(options, services =>
            services.AddSingleton<IAdmissionWebhook>(new ScriptedWebhook("/scripted", _ => AdmissionAnswer.Deny("not today"))));
        await _mesh.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _mesh.StopAsync();
        await _mesh.DisposeAsync();
    }

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Delete(recursive: true);
    }

    [Fact]
    public async Task A_review_is_answered_under_the_services_name_with_a_certificate_of_the_mesh()
    {
        using var client = Client();
        using var body = new ByteArrayContent(WebhookCall.Review()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        HttpResponseMessage answer;
        do
        {
            answer = await client.PostAsync("https://istiod.istio-system.svc:443/scripted?timeout=10s", body);
        }
        while (answer.StatusCode == HttpStatusCode.ServiceUnavailable);

        using (answer)
        {
            Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("not today", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_but_webhooks_is_served_there()
    {
        using var client = Client();
        using var metrics = await client.GetAsync("https://istiod.istio-system.svc:443/metrics");
        Assert.Equal(HttpStatusCode.NotFound, metrics.StatusCode);
        using var admin = new HttpClient();
        using var webhook = await admin.PostAsync($"http://127.0.0.1:{_admin}/scripted", null);
        Assert.Equal(HttpStatusCode.NotFound, webhook.StatusCode);
    }

    private HttpClient Client()
    {
        var roots = _mesh.Services.GetRequiredService<ICertificateIssuer>().Roots;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots.Certificates.Select(root => X509CertificateLoader.LoadCertificate(root.Span)).ToArray());
        return new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, _port, cancellation);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        });
    }
}
