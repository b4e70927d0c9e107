using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MeshControl.Testing;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>The bootstrap that stands in the arguments of an injected proxy.</summary>
public sealed class BootstrapArgumentTests
{
    private static readonly (string, string)[] Kubelet =
    [
        ("POD_NAME", "reviews-1"), ("POD_NAMESPACE", "shop"), ("INSTANCE_IP", "10.1.2.3"), ("INSTANCE_IPS", "10.1.2.3,fd00::3"),
        ("SERVICE_ACCOUNT", "reviews"), ("ISTIO_META_NODE_NAME", "node-7"),
    ];

    [Fact]
    public void Node_says_what_the_kubelet_knows()
    {
        var node = PodShape.Read("plain").Inject().Pod!.Bootstrap(Kubelet)["node"]!;

        Assert.Equal("sidecar~10.1.2.3~reviews-1.shop~shop.svc.cluster.local", node["id"]!.ToString());
        Assert.Equal("reviews.shop", node["cluster"]!.ToString());
        var metadata = node["metadata"]!;
        Assert.Equal("10.1.2.3,fd00::3", metadata["INSTANCE_IPS"]!.ToString());
        Assert.Equal("reviews", metadata["SERVICE_ACCOUNT"]!.ToString());
        Assert.Equal("node-7", metadata["NODE_NAME"]!.ToString());
        Assert.Equal("istio", metadata["LABELS"]!["security.istio.io/tlsMode"]!.ToString());
        Assert.Equal("v1", metadata["LABELS"]!["service.istio.io/canonical-revision"]!.ToString());
    }

    [Fact]
    public void Environment_of_the_proxy_is_its_metadata()
    {
        var metadata = PodShape.Read("metadata-and-environment").Inject().Pod!.Bootstrap(Kubelet)["node"]!["metadata"]!;

        Assert.Equal("30s", metadata["IDLE_TIMEOUT"]!.ToString());
        Assert.Equal("gold", metadata["TIER"]!.ToString());
        Assert.Equal("example.org", metadata["MESH_ID"]!.ToString());
        Assert.Null(metadata["LOG"]);
    }

    [Fact]
    public void Address_of_the_webhook_names_cluster_and_network()
    {
        var injected = PodShape.Read("network-and-cluster").Inject().Pod!;

        Assert.Equal("east", injected.Proxy()!.Env("ISTIO_META_CLUSTER_ID"));
        Assert.Equal("on/prem", injected.Proxy()!.Env("ISTIO_META_NETWORK"));
        var metadata = injected.Bootstrap(Kubelet)["node"]!["metadata"]!;
        Assert.Equal("east", metadata["CLUSTER_ID"]!.ToString());
        Assert.Equal("on/prem", metadata["NETWORK"]!.ToString());
        Assert.Equal("edge", PodShape.Read("network-by-label").Inject().Pod!.Bootstrap(Kubelet)["node"]!["metadata"]!["NETWORK"]!.ToString());
    }

    [Fact]
    public void Token_stands_in_a_file_and_not_in_the_bootstrap()
    {
        var bootstrap = PodShape.Read("plain").Inject().Pod!.Bootstrap(Kubelet);
        var ads = bootstrap["dynamic_resources"]!["ads_config"]!["grpc_services"]![0]!["google_grpc"]!;

        Assert.Equal("istiod.istio-system.svc:15012", ads["target_uri"]!.ToString());
        Assert.Contains("/var/run/secrets/tokens/istio-token", ads.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", bootstrap["admin"]!["address"]!["socket_address"]!["address"]!.ToString());
    }

    [Fact]
    public void Status_port_is_there_for_probes_and_metrics_of_the_app_only()
    {
        Assert.Equal(["readiness", "metrics", "status"], Listeners("probes"));
        Assert.Equal(["readiness", "metrics", "status"], Listeners("metrics-of-the-app"));
        Assert.Equal(["readiness", "metrics"], Listeners("without-labels"));
        Assert.Equal(["readiness", "metrics"], Listeners("gateway"));
    }

    [Fact]
    public void Ports_of_the_app_are_asked_where_it_listens() => Assert.Equal(
        ["app_http_8080 10.1.2.3:8080", "app_https_8443 10.1.2.3:8443", "app_check/app-health/web/startupz 10.1.2.3:8080"],
        PodShape.Read("probes").Inject().Pod!.Bootstrap(Kubelet)["static_resources"]!["clusters"]!.AsArray()
            .Where(cluster => cluster!["name"]!.ToString().StartsWith("app_", StringComparison.Ordinal))
            .Select(cluster => (cluster!["name"], Address: cluster["load_assignment"]!["endpoints"]![0]!["lb_endpoints"]![0]!["endpoint"]!["address"]!["socket_address"]!))
            .Select(cluster => $"{cluster.Item1} {cluster.Address["address"]}:{cluster.Address["port_value"]}"));

    [Fact]
    public void Dollars_of_the_app_reach_Envoy_as_they_are()
    {
        var routes = PodShape.Read("dollars-in-a-probe").Inject().Pod!.Bootstrap(Kubelet)["static_resources"]!["listeners"]!.AsArray()
            .Single(listener => listener!["name"]!.ToString() == "status")!.ToJsonString();

        Assert.Contains("/$(HOME)/$$/ok$", routes, StringComparison.Ordinal);
    }

    [EnvoyTheory]
    [InlineData("plain")]
    [InlineData("probes")]
    [InlineData("probe-grpc")]
    [InlineData("gateway")]
    [InlineData("metrics-of-the-app")]
    [InlineData("statistics")]
    [InlineData("dollars-in-a-probe")]
    public async Task Stock_Envoy_takes_the_arguments(string name)
    {
        // Envoy looks for the files that the pod's volumes hold.
        var folder = Directory.CreateTempSubdirectory("mesh-bootstrap-");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = new CertificateRequest("CN=root", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "root-cert.pem"), root.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "istio-token"), "a-token");
        var injected = PodShape.Read(name).Inject().Pod!;
        var bootstrap = injected.Bootstrap(Kubelet).ToJsonString()
            .Replace("/var/run/secrets/istio/", folder.FullName + "/", StringComparison.Ordinal).Replace("/var/run/secrets/tokens/", folder.FullName + "/", StringComparison.Ordinal);
        var arguments = ((JsonArray)injected.Proxy()!["args"]!).Select(argument => argument!.ToString()).TakeWhile(argument => argument != "--config-yaml");

        var output = await EnvoyRun.ValidateAsync([.. arguments, "--config-yaml", bootstrap]);

        folder.Delete(recursive: true);
        Assert.Contains("OK", output, StringComparison.Ordinal);
    }

    private static string[] Listeners(string name) =>
        [.. PodShape.Read(name).Inject().Pod!.Bootstrap(Kubelet)["static_resources"]!["listeners"]!.AsArray().Select(listener => listener!["name"]!.ToString())];
}
