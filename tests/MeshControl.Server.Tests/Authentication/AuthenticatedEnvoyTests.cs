using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Server.Secrets;
using MeshControl.Server.Tests.Secrets.Host;
using MeshControl.Testing;
using MeshControl.Testing.Envoys;

namespace MeshControl.Server.Tests.Authentication;

/// <summary>A stock Envoy with our bootstrap proves who it is with a token from a file.</summary>
public sealed class AuthenticatedEnvoyTests : IDisposable
{
    private const string Identity = "spiffe://cluster.local/ns/bank/sa/teller";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-envoy-token-");

    [EnvoyTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_its_token_it_gets_its_configuration_and_its_certificate(bool usesStateOfTheWorld)
    {
        await using var mesh = await StartAsync();
        await using var envoy = await EnvoyProcess.StartAsync(new EnvoyOptions { Bootstrap = Bootstrap(mesh, SecretServer.TellerToken, "teller", usesStateOfTheWorld) });
        await envoy.WaitForAsync("/certs", static certs => certs.Contains(Identity, StringComparison.Ordinal));
    }

    [EnvoyTheory]
    [InlineData("token-of-nobody-at-all", "teller")]
    [InlineData(SecretServer.TellerToken, "director")]
    public async Task With_another_token_or_under_another_name_it_gets_nothing(string token, string account)
    {
        await using var mesh = await StartAsync();
        await using var envoy = EnvoyProcess.Launch(new EnvoyOptions { Bootstrap = Bootstrap(mesh, token, account, usesStateOfTheWorld: false) });
        await envoy.WaitForAsync("/stats?filter=control_plane|update_failure|ads", static stats => stats.Contains("cluster_manager.cds.update_failure: ", StringComparison.Ordinal)
            && !stats.Contains("cluster_manager.cds.update_failure: 0", StringComparison.Ordinal));
        Assert.DoesNotContain("spiffe://", await envoy.GetAsync("/certs"));
        Assert.DoesNotContain("inbound", await envoy.GetAsync("/config_dump"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Plaintext streams get no secrets: what the Envoy has, it has by its token.</summary>
    private static async Task<SecretServer> StartAsync()
    {
        var mesh = await SecretServer.StartAsync(static options => options with { Plaintext = PlaintextSecrets.Never });
        MeshPair.ServeTeller(mesh, FreePort.Next(), FreePort.Next());
        return mesh;
    }

    private string Bootstrap(SecretServer mesh, string token, string account, bool usesStateOfTheWorld)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "token"), token);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "roots.pem"), mesh.Authority.Roots.Pem.ToArray());
        var proxy = new ProxyIdentity
        {
            Type = ProxyType.Sidecar,
            Id = MeshPair.ServerId,
            Addresses = ["10.0.0.1"],
            DnsDomain = "bank.svc.cluster.local",
            Metadata = new ProxyMetadata { Namespace = "bank", ServiceAccount = account },
        };
        return ResourceJson.Of(BootstrapRenderer.Render(new BootstrapRequest
        {
            Proxy = proxy,
            DiscoveryHost = "localhost",
            DiscoveryPort = mesh.SecurePort,
            Credentials = new BootstrapCredentials(Path.Combine(_folder.FullName, "roots.pem"), Path.Combine(_folder.FullName, "token")),
            AdminPort = 65_000,
            ReadinessPort = 0,
            MetricsPort = 0,
            UsesStateOfTheWorld = usesStateOfTheWorld,
        })).ToJsonString().Replace("65000", "{admin}", StringComparison.Ordinal);
    }
}
