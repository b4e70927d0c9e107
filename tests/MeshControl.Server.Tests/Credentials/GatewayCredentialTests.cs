using System.Security.Cryptography.X509Certificates;
using MeshControl.Testing;
using MeshControl.Testing.Certificates;
using MeshControl.Testing.Envoys;

namespace MeshControl.Server.Tests.Credentials;

/// <summary>A stock Envoy as a gateway: it serves each site with the certificate in that site's Secret.</summary>
public sealed class GatewayCredentialTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly GatewayFolder _folder = new();
    private readonly SiteAuthority _authority = new();
    private readonly int _port = FreePort.Next();

    public void Dispose() => _folder.Dispose();

    [EnvoyFact]
    public async Task A_renewed_certificate_is_shown_to_new_connections_and_the_old_ones_stay()
    {
        using var first = _authority.Issue("shop.example");
        using var second = _authority.Issue("shop.example");
        _folder.WriteGateway(_port, "shop.example shop-cert");
        _folder.WriteSecret("shop-cert", first);
        await using var mesh = await RunningMesh.StartAsync(_folder.Path);
        await using var envoy = await StartAsync(mesh);
        using var before = await VisitAsync("shop.example", first);
        Assert.Equal("HTTP/1.1 200 OK", await before.AskAsync());
        var listeners = await envoy.StatAsync("listener_manager.lds.update_success");

        _folder.WriteSecret("shop-cert", second);
        using var after = await VisitAsync("shop.example", second);

        Assert.Equal("HTTP/1.1 200 OK", await after.AskAsync());
        Assert.Equal("HTTP/1.1 200 OK", await before.AskAsync());
        Assert.Equal(first.Thumbprint, before.Certificate);
        Assert.Equal(listeners, await envoy.StatAsync("listener_manager.lds.update_success"));
        Assert.Equal(0, await envoy.StatAsync("listener_manager.total_listeners_draining"));
    }

    [EnvoyFact]
    public async Task A_missing_or_broken_secret_is_told_and_other_sites_keep_being_served()
    {
        using var shop = _authority.Issue("shop.example");
        using var late = _authority.Issue("late.example");
        _folder.WriteGateway(_port, "shop.example shop-cert");
        _folder.WriteSecret("shop-cert", shop);
        await using var mesh = await RunningMesh.StartAsync(_folder.Path);
        await using var envoy = await StartAsync(mesh);
        (await VisitAsync("shop.example", shop)).Dispose();

        _folder.WriteGateway(_port, "shop.example shop-cert", "late.example late-cert");
        var missing = await FindingAsync(mesh, "late-cert");
        Assert.Contains("Gateway/edge/edge", missing);
        Assert.Contains("spec.servers[1].tls.credentialName", missing);
        Assert.Contains("Secret edge/late-cert cannot be used: there is no such object", missing);
        Assert.Contains("kubectl create secret tls late-cert -n edge", missing);
        (await VisitAsync("shop.example", shop)).Dispose();

        _folder.WriteSecret("late-cert", late);
        (await VisitAsync("late.example", late)).Dispose();
        Assert.DoesNotContain(mesh.Engine.Findings, finding => finding.ToString().Contains("late-cert", StringComparison.Ordinal));

        _folder.WriteSecret("late-cert", late, keyOf: shop);
        Assert.Contains("do not belong together", await FindingAsync(mesh, "late-cert"));
        (await VisitAsync("late.example", late)).Dispose();
        (await VisitAsync("shop.example", shop)).Dispose();
    }

    [EnvoyFact]
    public async Task Clients_of_a_mutual_site_are_verified_with_the_authority_and_its_revocation_list()
    {
        using var site = _authority.Issue("admin.example");
        var clients = new SiteAuthority("clients");
        using var good = clients.Issue("good.example");
        using var revoked = clients.Issue("revoked.example");
        using var stranger = _authority.Issue("stranger.example");
        clients.Revoke(revoked);
        _folder.WriteGateway(_port, "admin.example admin-cert MUTUAL");
        _folder.WriteSecret("admin-cert", site);
        _folder.WriteAuthority("admin-cert-cacert", clients.Root.ExportCertificatePem(), clients.RevocationList);
        await using var mesh = await RunningMesh.StartAsync(_folder.Path);
        await using var envoy = await StartAsync(mesh);

        Assert.Equal("HTTP/1.1 200 OK", await AnswerAsync(good));
        Assert.Equal("", await AnswerAsync(revoked));
        Assert.Equal("", await AnswerAsync(stranger));
        Assert.Equal("", await AnswerAsync(null));
        Assert.Equal("HTTP/1.1 200 OK", await AnswerAsync(good));

        async Task<string> AnswerAsync(X509Certificate2? own)
        {
            using var visitor = own == good ? await VisitAsync("admin.example", site, own) : await SiteVisitor.TryVisitAsync(_port, "admin.example", own);
            return visitor is null ? "" : await visitor.AskAsync();
        }
    }

    [EnvoyFact]
    public async Task No_key_shows_in_dumps_findings_or_the_log_of_the_server()
    {
        using var shop = _authority.Issue("shop.example");
        _folder.WriteGateway(_port, "shop.example shop-cert");
        _folder.WriteSecret("shop-cert", shop);
        await using var mesh = await RunningMesh.StartAsync(_folder.Path);
        await using var envoy = await StartAsync(mesh);
        (await VisitAsync("shop.example", shop)).Dispose();
        var key = SiteAuthority.KeyOf(shop).Split('\n')[1];

        foreach (var path in (string[])["/debug/config_dump?proxyID=ingress-1.edge", "/debug/findings", "/debug/graph", "/debug/syncz", "/metrics"])
        {
            var text = await mesh.Admin.GetStringAsync(path);
            Assert.DoesNotContain("PRIVATE KEY", text);
            Assert.DoesNotContain(key, text);
        }

        Assert.Contains("kubernetes://shop-cert", await mesh.Admin.GetStringAsync("/debug/config_dump?proxyID=ingress-1.edge"));
        Assert.DoesNotContain(key, await envoy.GetAsync("/config_dump"));
    }

    private static Task<EnvoyProcess> StartAsync(RunningMesh mesh) => EnvoyProcess.StartAsync(new EnvoyOptions
    {
        Bootstrap = AdsBootstrap.For(mesh.Options.AdsAddress!.Port, isDelta: true, "router~127.0.0.1~ingress-1.edge~edge.svc.cluster.local")
            .Replace("cluster: test }", "cluster: test, metadata: { NAMESPACE: edge, SERVICE_ACCOUNT: ingress } }", StringComparison.Ordinal),
    });

    // Until the site shows this certificate.
    private async Task<SiteVisitor> VisitAsync(string site, X509Certificate2 certificate, X509Certificate2? own = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var visitor = await SiteVisitor.TryVisitAsync(_port, site, own);
            if (visitor?.Certificate == certificate.Thumbprint)
            {
                return visitor;
            }

            visitor?.Dispose();
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<string> FindingAsync(RunningMesh mesh, string about)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var report = mesh.Engine.Reports.Value;
            if (mesh.Engine.Findings.FirstOrDefault(finding => finding.ToString().Contains(about, StringComparison.Ordinal)) is { } found)
            {
                return found.ToString();
            }

            await mesh.Engine.Reports.NextAsync(report, patience.Token);
        }
    }
}
