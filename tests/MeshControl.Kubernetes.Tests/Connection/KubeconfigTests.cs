using System.Text;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Kubernetes.Tests.Connection;

/// <summary>What a kubeconfig's fields do, read from files as users have them.</summary>
public sealed class KubeconfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kubeconfig-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_current_context_names_server_user_and_namespace()
    {
        var connection = KubeConnection.FromKubeconfig(Write("a", """
            apiVersion: v1
            kind: Config
            clusters:
            - {name: far, cluster: {server: "https://far.example.com:6443/k8s/clusters/c-1", proxy-url: "http://proxy:3128", tls-server-name: kubernetes}}
            - {name: near, cluster: {server: "https://near:6443", insecure-skip-tls-verify: true}}
            users:
            - {name: me, user: {token: secret}}
            contexts:
            - {name: one, context: {cluster: far, user: me, namespace: shop}}
            - {name: two, context: {cluster: near, user: me}}
            current-context: one
            """));
        Assert.Equal(("https://far.example.com:6443/k8s/clusters/c-1", "shop", "one"), (connection.BaseAddress.ToString(), connection.Namespace, connection.Context));
        Assert.Equal(("kubernetes", "http://proxy:3128/", false), (connection.TlsServerName, connection.Proxy!.ToString(), connection.SkipTlsVerify));
    }

    [Fact]
    public void Another_context_may_be_chosen()
    {
        var connection = KubeConnection.FromKubeconfig(Write("a", Simple), "two");
        Assert.Equal(("https://near:6443/", "default", true), (connection.BaseAddress.ToString(), connection.Namespace, connection.SkipTlsVerify));
    }

    [Fact]
    public void A_secret_is_never_printed()
    {
        var connection = KubeConnection.FromKubeconfig(Write("a", Simple));
        Assert.DoesNotContain("secret", $"{connection} {connection.Credentials.Current}");
        Assert.Contains("hidden Bearer", connection.ToString());
    }

    [Fact]
    public async Task Of_several_files_the_first_to_name_something_wins_and_each_knows_its_own_folder()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "second"));
        File.WriteAllText(Path.Combine(_folder, "second", "token"), "from-file\n");
        var first = Write("first", """
            clusters: [{name: c, cluster: {server: "https://first"}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            """);
        var second = Write("second/config", """
            clusters: [{name: c, cluster: {server: "https://second"}}]
            users: [{name: u, user: {tokenFile: token}}]
            current-context: x
            """);
        var connection = WithKubeconfig($"{first}:{_folder}/missing:{second}", () => KubeConnection.FromKubeconfig());
        Assert.Equal("https://first/", connection.BaseAddress.ToString());
        Assert.Equal("from-file", (await connection.Credentials.GetAsync(default)).Authorization!.Parameter);
    }

    [Theory]
    [InlineData("clusters: [", "while parsing")]
    [InlineData("contexts: []", "no current-context")]
    [InlineData("current-context: gone\ncontexts: [{name: here, context: {}}]", "no context 'gone' (there are: here)")]
    [InlineData("current-context: x\ncontexts: [{name: x, context: {cluster: c}}]", "names 'c', which is not among the clusters")]
    [InlineData("current-context: x\ncontexts: [{name: x, context: {cluster: c}}]\nclusters: [{name: c, cluster: {}}]", "has no server")]
    [InlineData("current-context: x\ncontexts: [{name: x, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://a', certificate-authority: nowhere.crt}}]", "nowhere.crt")]
    [InlineData("current-context: x\ncontexts: [{name: x, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://a', certificate-authority-data: '???'}}]", "not usable")]
    [InlineData("current-context: x\ncontexts: [{name: x, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://a'}}]\nusers: [{name: u, user: {auth-provider: {name: gcp}}}]", "use its exec plugin")]
    public void What_is_wrong_is_said_with_the_entry(string text, string message) =>
        Assert.Contains(message, Assert.Throws<KubeconfigException>(() => KubeConnection.FromKubeconfig(Write("a", text))).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_missing_file_is_said_with_what_to_do() =>
        Assert.Contains("nowhere", Assert.Throws<KubeconfigException>(() => KubeConnection.FromKubeconfig(Path.Combine(_folder, "nowhere"))).Message);

    [Fact]
    public async Task Certificates_may_be_data_or_files_and_identify_both_sides()
    {
        await using var server = await FakeApiServer.StartAsync(new FakeApiServerOptions(Tls: true));
        using var client = new FakeCertificate("CN=client");
        await File.WriteAllTextAsync(Path.Combine(_folder, "client.key"), client.KeyPem);
        using var api = new KubeApi(KubeConnection.FromKubeconfig(Write("a", $$$"""
            clusters: [{name: c, cluster: {server: "{{{server.Address}}}", certificate-authority-data: {{{Base64(server.CertificatePem!)}}} } }]
            users: [{name: u, user: {client-certificate-data: {{{Base64(client.Pem)}}}, client-key: client.key} }]
            contexts: [{name: x, context: {cluster: c, user: u} }]
            current-context: x
            """)));
        await api.ListAsync(FakeKinds.Pods, ListOptions.All, default);
        Assert.Equal("CN=client", Assert.Single(server.Requests).ClientCertificate);
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_is_not_talked_to()
    {
        await using var server = await FakeApiServer.StartAsync(new FakeApiServerOptions(Tls: true));
        using var other = new FakeCertificate();
        using var api = new KubeApi(new KubeConnection { BaseAddress = server.Address, TrustRoots = [other.Certificate] });
        Assert.True((await Assert.ThrowsAsync<KubeApiException>(() => api.GetVersionAsync(default))).IsUnreachable);
        using var system = new KubeApi(new KubeConnection { BaseAddress = server.Address });
        Assert.True((await Assert.ThrowsAsync<KubeApiException>(() => system.GetVersionAsync(default))).IsUnreachable);
        using var careless = new KubeApi(new KubeConnection { BaseAddress = server.Address, SkipTlsVerify = true });
        Assert.Equal(33, (await careless.GetVersionAsync(default)).Minor);
    }

    [Fact]
    public async Task In_a_cluster_the_pods_service_account_is_used()
    {
        await using var server = await FakeApiServer.StartAsync(new FakeApiServerOptions(Tls: true));
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), "pod-token");
        await File.WriteAllTextAsync(Path.Combine(_folder, "namespace"), "mesh-system");
        await File.WriteAllTextAsync(Path.Combine(_folder, "ca.crt"), server.CertificatePem);
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_HOST", "127.0.0.1");
        Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_PORT", server.Address.Port.ToString());
        try
        {
            var connection = InClusterFiles.Connect(_folder, TimeProvider.System);
            using var api = new KubeApi(connection);
            await api.ListAsync(FakeKinds.Pods, ListOptions.All, default);
            Assert.Equal("pod-token", Assert.Single(server.Requests).Token);
            Assert.Equal("mesh-system", connection.Namespace);
        }
        finally
        {
            Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_HOST", null);
            Environment.SetEnvironmentVariable("KUBERNETES_SERVICE_PORT", null);
        }
    }

    private const string Simple = """
        clusters: [{name: near, cluster: {server: "near:6443", insecure-skip-tls-verify: true}}]
        users: [{name: me, user: {token: secret}}]
        contexts: [{name: one, context: {cluster: near, user: me, namespace: shop}}, {name: two, context: {cluster: near, user: me}}]
        current-context: one
        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static T WithKubeconfig<T>(string list, Func<T> read)
    {
        var before = Environment.GetEnvironmentVariable("KUBECONFIG");
        Environment.SetEnvironmentVariable("KUBECONFIG", list);
        try
        {
            return read();
        }
        finally
        {
            Environment.SetEnvironmentVariable("KUBECONFIG", before);
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
