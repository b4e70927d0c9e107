using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;
using MeshControl.Testing.Kubernetes;
using MeshControl.Testing.Time;

namespace MeshControl.Kubernetes.Tests.Connection;

/// <summary>Credentials that change: token files and exec plugins.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("credential-").FullName;
    private readonly FakeClock _clock = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_token_file_is_read_again_after_a_minute()
    {
        var file = new TokenFile(WriteToken("one"), null, _clock);
        Assert.Equal("one", await TokenAsync(file));
        WriteToken("two");
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("one", await TokenAsync(file));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("two", await TokenAsync(file));
    }

    [Fact]
    public async Task A_refused_token_is_read_again_at_once_and_the_request_repeated()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = new KubeApi(new KubeConnection { BaseAddress = server.Address, Credentials = new TokenFile(WriteToken("old"), null, _clock) }, time: _clock);
        server.AcceptedTokens = ["old"];
        await api.ListAsync(FakeKinds.Pods, ListOptions.All, default);
        server.AcceptedTokens = ["new"];
        WriteToken("new");
        await api.ListAsync(FakeKinds.Pods, ListOptions.All, default);
        Assert.Equal(["old", "old", "new"], server.Requests.Select(request => request.Token));
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_an_error_after_one_try()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.AcceptedTokens = ["other"];
        using var api = new KubeApi(new KubeConnection { BaseAddress = server.Address, Credentials = new TokenFile(WriteToken("mine"), null, _clock) }, time: _clock);
        var failure = await Assert.ThrowsAsync<KubeApiException>(() => api.ListAsync(FakeKinds.Pods, ListOptions.All, default));
        Assert.True(failure.IsRefused);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("client.authentication.k8s.io/v1")]
    [InlineData("client.authentication.k8s.io/v1beta1")]
    public async Task An_exec_plugin_is_run_once_until_its_token_expires(string version)
    {
        var expires = _clock.GetUtcNow().AddMinutes(10);
        var credential = Exec(version, $$$"""
            echo run >>runs
            printf '{"kind":"ExecCredential","apiVersion":"{{{version}}}","status":{"token":"token-%s","expirationTimestamp":"{{{expires:yyyy-MM-dd'T'HH:mm:ss'Z'}}}"}}' "$(wc -l <runs | tr -d ' ')"
            """);
        Assert.Equal("token-1", await TokenAsync(credential));
        Assert.Equal("token-1", await TokenAsync(credential));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("token-2", await TokenAsync(credential));
    }

    [Fact]
    public async Task An_exec_plugin_is_told_about_the_cluster_and_gets_its_environment_and_arguments()
    {
        var credential = Exec("client.authentication.k8s.io/v1", """
            echo "$KUBERNETES_EXEC_INFO" >info
            printf '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"%s-%s"}}' "$GREETING" "$1"
            """);
        Assert.Equal("hello-world", await TokenAsync(credential));
        var info = await File.ReadAllTextAsync(Path.Combine(_folder, "info"));
        Assert.Contains("\"server\":\"https://cluster.example.com\"", info);
        Assert.Contains("\"interactive\":false", info);
    }

    [Fact]
    public async Task A_refused_token_makes_the_plugin_run_again()
    {
        var credential = Exec("client.authentication.k8s.io/v1", """
            echo run >>runs
            printf '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"token-%s"}}' "$(wc -l <runs | tr -d ' ')"
            """);
        var first = await credential.GetAsync(default);
        credential.Invalidate(first);
        Assert.Equal("token-2", await TokenAsync(credential));
        credential.Invalidate(first);
        Assert.Equal("token-2", await TokenAsync(credential));
    }

    [Fact]
    public async Task A_plugin_may_bring_a_client_certificate()
    {
        await using var server = await FakeApiServer.StartAsync(new FakeApiServerOptions(Tls: true));
        using var client = new FakeCertificate("CN=from-plugin");
        var json = $$$"""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"{{{Line(client.Pem)}}}","clientKeyData":"{{{Line(client.KeyPem)}}}"}}""";
        await File.WriteAllTextAsync(Path.Combine(_folder, "answer"), json);
        using var api = new KubeApi(new KubeConnection { BaseAddress = server.Address, SkipTlsVerify = true, Credentials = Exec("client.authentication.k8s.io/v1", "cat answer") });
        await api.ListAsync(FakeKinds.Pods, ListOptions.All, default);
        Assert.Equal("CN=from-plugin", Assert.Single(server.Requests).ClientCertificate);
    }

    [Theory]
    [InlineData("echo nope >&2; exit 3", "failed with 3: nope")]
    [InlineData("echo 'very secret but no JSON'", "cannot be read")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"status\":{\"token\":\"x\"}}'", "did not print an ExecCredential of client.authentication.k8s.io/v1 ")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{}}'", "neither a token nor a certificate")]
    public async Task A_plugin_that_fails_is_an_error_without_secrets(string script, string message)
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = new KubeApi(new KubeConnection { BaseAddress = server.Address, Credentials = Exec("client.authentication.k8s.io/v1", script) });
        var failure = await Assert.ThrowsAsync<KubeApiException>(() => api.GetVersionAsync(default));
        Assert.True(failure.IsRefused);
        Assert.Contains(message, failure.Message);
        Assert.DoesNotContain("very secret", failure.ToString());
    }

    private static string Line(string pem) => pem.Replace("\n", "\\n", StringComparison.Ordinal);

    private static async Task<string?> TokenAsync(ICredentialSource source) => (await source.GetAsync(default)).Authorization?.Parameter;

    private string WriteToken(string token)
    {
        var path = Path.Combine(_folder, "token");
        File.WriteAllText(path, token + "\n");
        return path;
    }

    private ICredentialSource Exec(string version, string script)
    {
        var plugin = Path.Combine(_folder, "plugin.sh");
        File.WriteAllText(plugin, $"cd '{_folder}'\n{script}\n");
        var config = Path.Combine(_folder, "config");
        File.WriteAllText(config, $$$"""
            clusters: [{name: c, cluster: {server: "https://cluster.example.com"} }]
            users:
            - name: u
              user:
                exec: {apiVersion: {{{version}}}, command: /bin/sh, args: ["{{{plugin}}}", world], env: [{name: GREETING, value: hello}], provideClusterInfo: true, interactiveMode: Never}
            contexts: [{name: x, context: {cluster: c, user: u} }]
            current-context: x
            """);
        return KubeConnection.FromKubeconfig(config, time: _clock).Credentials;
    }
}
