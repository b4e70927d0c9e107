using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Grpc;
using MeshControl.Grpc.Client;
using MeshControl.Grpc.Server;
using MeshControl.Protos.Istio.V1.Auth;
using MeshControl.Security.Authentication;
using MeshControl.Security.Authentication.Tokens;
using MeshControl.Security.Authority;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Identity;
using MeshControl.Security.Revocation;
using MeshControl.Security.Serving;
using MeshControl.Security.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Benchmarks.Certificates;

/// <summary>Signing requests against the certificate service over TLS, each from an agent with a connection and a key of its own; client and server share the machine.</summary>
internal static class SigningReport
{
    private const string Token = "a-token-for-measuring";
    private static readonly GrpcMethod<IstioCertificateRequest> Method = new("istio.v1.auth.IstioCertificateService", "CreateCertificate", IstioCertificateRequest.Parser);

    public static async Task RunAsync(int count, int agents, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-signing-");
        try
        {
            await using var app = Build(folder.FullName);
            await app.StartAsync();
            var port = new Uri(app.Urls.First()).Port;
            var roots = app.Services.GetRequiredService<CertificateAuthority>().Roots;
            await AskAsync(port, roots, agents);

            var times = new double[count];
            var next = -1;
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, agents).Select(async _ =>
            {
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                {
                    times[i] = await AskAsync(port, roots, 1);
                }
            }));
            var elapsed = clock.Elapsed;
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            Array.Sort(times);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} requests by {agents} agents at a time, a TLS connection each: {elapsed.TotalSeconds:F2} s, {cpu.TotalSeconds:F2} s cpu of client and server, p50 {times[count / 2]:F1} ms, p99 {times[count * 99 / 100]:F1} ms, max {times[^1]:F1} ms"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static WebApplication Build(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "tokens"), $"{Token} bank/teller\n");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMeshGrpc(new GrpcServerOptions { DrainTimeout = TimeSpan.Zero });
        builder.Services.AddSingleton(new SecurityMetrics(TimeProvider.System));
        builder.Services.AddSingleton(provider => CertificateAuthority.Open(
            new AuthorityOptions { Folder = Path.Combine(folder, "ca") }, TimeProvider.System, provider.GetRequiredService<SecurityMetrics>(), NullLogger<CertificateAuthority>.Instance));
        builder.Services.AddSingleton<ICertificateIssuer>(static provider => provider.GetRequiredService<CertificateAuthority>());
        builder.Services.AddSingleton<IRevocations>(static provider => provider.GetRequiredService<CertificateAuthority>());
        builder.Services.AddSingleton<IAuthenticator>(new StaticTokenAuthenticator(
            Path.Combine(folder, "tokens"), static () => TrustDomain.Default, TimeProvider.System, NullLogger<StaticTokenAuthenticator>.Instance));
        builder.Services.AddSingleton<CallerAuthentication>();
        builder.Services.AddSingleton<CertificateService>();
        builder.Services.AddSingleton(static provider => new MeshTls(
            provider.GetRequiredService<ICertificateIssuer>(), new MeshTlsOptions(), TimeProvider.System, NullLogger<MeshTls>.Instance));
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.ConfigureMeshGrpc();
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.UseMeshGrpc().UseMeshTls());
        });
        var app = builder.Build();
        app.UseRouting();
        app.MapCertificates();
        return app;
    }

    /// <summary>Milliseconds from connecting to the signed certificate; the agent's key is there before.</summary>
    private static async Task<double> AskAsync(int port, TrustBundle roots, int times)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new IstioCertificateRequest { Csr = new CertificateRequest("O=agent", key, HashAlgorithmName.SHA256).CreateSigningRequestPem() };
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots.Certificates.Select(root => X509CertificateLoader.LoadCertificate(root.Span)).ToArray());
        var options = new GrpcChannelOptions { Connect = cancellation => ConnectAsync(port, cancellation) };
        var start = Stopwatch.GetTimestamp();
        using var channel = new GrpcChannel(
            new Uri("https://istiod.istio-system.svc"), new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            new BearerCredentials(static _ => ValueTask.FromResult(Token)), options);
        for (var i = 0; i < times; i++)
        {
            await channel.UnaryAsync(Method, request, IstioCertificateResponse.Parser);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
