using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Envoy.Service.Ratelimit.V3;
using MeshControl.Generation.Bootstrap;
using MeshControl.Grpc;
using MeshControl.Grpc.Client;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.Security.Authority;
using MeshControl.Server.Hosting;
using MeshControl.Testing;
using MeshControl.Testing.Envoys;
using MeshControl.Testing.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.EndToEnd.Tests.RateLimits;

/// <summary>meshd as the rate limit service of Envoys: several replicas, periods that pass, and proxies that prove who they are.</summary>
public sealed class ReplicaTests : IDisposable
{
    private const string Token = "a-token-that-is-long-enough-for-anybody";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-replicas-");

    [RedisFact(needsEnvoy: true)]
    public async Task Replicas_share_a_limit_through_redis_and_live_without_it()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var gateways = await LimitedGateways.CreateAsync("rules: [{limit: {requests: 3, unit: day}}]");
        var address = $"127.0.0.1:{redis.Port}";
        await using var first = await MeshProcess.StartAsync(gateways.Folder, "--rate-limit-redis", address);
        await using var second = await MeshProcess.StartAsync(gateways.Folder, "--rate-limit-redis", address);
        await gateways.StartAsync("a", "127.0.0.1", first.Port);
        await gateways.StartAsync("b", "127.0.0.1", second.Port);
        Assert.Equal("200 200", await gateways.SendAsync("a", 2));
        Assert.Equal("200 429", await gateways.SendAsync("b", 2));
        Assert.Equal("429", await gateways.SendAsync("a", 1));
        await redis.StopAsync();
        Assert.Equal("200 200", await gateways.SendAsync("a", 2));
        await redis.StartAsync();
        await Eventually.GetAsync("the limit", () => gateways.SendAsync("b", 1), static status => status == "429");
    }

    [EnvoyFact]
    public async Task A_quota_is_renewed_with_the_next_period()
    {
        var clock = new MovableClock();
        await using var gateways = await LimitedGateways.CreateAsync("rules: [{quotas: [{requests: 2, period: month}]}]");
        await using var mesh = await ServeAsync(gateways.Folder, clock, static options => options);
        await gateways.StartAsync("a", "127.0.0.1", mesh.Services.GetRequiredService<ServeOptions>().AdsAddress!.Port);
        Assert.Equal("200 200 429", await gateways.SendAsync("a", 3));
        clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal("200 200 429", await gateways.SendAsync("a", 3));
    }

    [EnvoyFact]
    public async Task A_proxy_with_a_token_asks_over_the_channel_that_brings_its_configuration()
    {
        await using var gateways = await LimitedGateways.CreateAsync("failureMode: closed\n  rules: [{limit: {requests: 2, unit: day}}]");
        var (port, tokens, token, roots) = (FreePort.Next(), Path.Combine(_folder.FullName, "tokens"), Path.Combine(_folder.FullName, "token"), Path.Combine(_folder.FullName, "roots.pem"));
        await File.WriteAllTextAsync(tokens, $"{Token} default/gateway\n");
        await File.WriteAllTextAsync(token, Token);
        await using var mesh = await ServeAsync(
            gateways.Folder, TimeProvider.System, options => options with { SecureAdsAddress = new IPEndPoint(IPAddress.Loopback, port), HostNames = ["localhost"], TokenFile = tokens });
        var bundle = mesh.Services.GetRequiredService<ICertificateIssuer>().Roots;
        await File.WriteAllBytesAsync(roots, bundle.Pem.ToArray());
        await gateways.StartAsync("a", "localhost", port, new BootstrapCredentials(roots, token));
        Assert.Equal("200 200 429", await gateways.SendAsync("a", 3));

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(bundle.Certificates.Select(root => X509CertificateLoader.LoadCertificate(root.Span)).ToArray());
        using var stranger = new GrpcChannel(new Uri($"https://localhost:{port}"), new SslClientAuthenticationOptions { CertificateChainPolicy = policy });
        var method = new GrpcMethod<RateLimitRequest>("envoy.service.ratelimit.v3.RateLimitService", "ShouldRateLimit", RateLimitRequest.Parser);
        var refusal = await Assert.ThrowsAsync<GrpcStatusException>(() => stranger.UnaryAsync(method, new RateLimitRequest(), RateLimitResponse.Parser));
        Assert.Equal(GrpcStatusCode.Unauthenticated, refusal.Code);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<WebApplication> ServeAsync(string folder, TimeProvider clock, Func<ServeOptions, ServeOptions> change)
    {
        var mesh = MeshHost.Build(
            change(new ServeOptions
            {
                ConfigFolders = [folder],
                AdsAddress = new IPEndPoint(IPAddress.Loopback, FreePort.Next()),
                AdminAddress = new IPEndPoint(IPAddress.Loopback, FreePort.Next()),
                AuthorityFolder = Path.Combine(_folder.FullName, "ca"),
                DrainTimeout = TimeSpan.FromMilliseconds(100),
                LogLevel = "error",
            }),
            services => services.AddSingleton(clock));
        await mesh.StartAsync();
        return mesh;
    }
}
