using System.Diagnostics;
using System.Security.Cryptography;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Connection;
using MeshControl.Testing.Envoys;
using Xunit;

namespace MeshControl.Testing.Kubernetes;

/// <summary>A real etcd and kube-apiserver on loopback, without nodes and controllers; one a test collection (a collection fixture). Nothing starts where the binaries are missing.</summary>
public sealed class RealApiServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<Process> _processes = [];
    private string? _folder;

    /// <summary>A kubeconfig of an administrator.</summary>
    public string Kubeconfig { get; private set; } = "";

    public KubeConnection Connection => KubeConnection.FromKubeconfig(Kubeconfig);

    public KubeApi Connect(TimeProvider? time = null) => new(Connection, time: time);

    public async Task InitializeAsync()
    {
        if (KubeTestBinaries.Folder is not { } bin)
            return;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
        var folder = _folder = Directory.CreateTempSubdirectory("kube-").FullName;
        Kubeconfig = Path.Combine(folder, "kubeconfig");
        var (client, peer, api) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        var key = Path.Combine(folder, "sa.key");
        using (var rsa = RSA.Create(2048))
            await File.WriteAllTextAsync(key, rsa.ExportRSAPrivateKeyPem());
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(Path.Combine(folder, "tokens.csv"), $"{token},admin,admin,system:masters\n");

        Start(Path.Combine(bin, "etcd"), "etcd.log",
            "--data-dir", Path.Combine(folder, "etcd"), "--listen-client-urls", $"http://127.0.0.1:{client}", "--advertise-client-urls", $"http://127.0.0.1:{client}",
            "--listen-peer-urls", $"http://127.0.0.1:{peer}", "--initial-advertise-peer-urls", $"http://127.0.0.1:{peer}",
            "--initial-cluster", $"default=http://127.0.0.1:{peer}", "--unsafe-no-fsync");
        Start(Path.Combine(bin, "kube-apiserver"), "apiserver.log",
            "--etcd-servers", $"http://127.0.0.1:{client}", "--secure-port", $"{api}", "--bind-address", "127.0.0.1", "--cert-dir", Path.Combine(folder, "pki"),
            "--token-auth-file", Path.Combine(folder, "tokens.csv"), "--authorization-mode", "RBAC", "--service-cluster-ip-range", "10.96.0.0/16",
            "--allow-privileged=true", "--service-account-key-file", key, "--service-account-signing-key-file", key,
            "--service-account-issuer", "https://kubernetes.default.svc", "--api-audiences", "https://kubernetes.default.svc,istio-ca",
            "--disable-admission-plugins", "ServiceAccount");
        await File.WriteAllTextAsync(Kubeconfig, $$$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: test, cluster: {server: "https://127.0.0.1:{{{api}}}", certificate-authority: "pki/apiserver.crt"} }]
            users: [{name: admin, user: {token: "{{{token}}}"} }]
            contexts: [{name: test, context: {cluster: test, user: admin} }]
            current-context: test
            """);
        await ReadyAsync();
    }

    public async Task DisposeAsync()
    {
        Kill();
        foreach (var process in _processes)
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }

        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private void Start(string binary, string log, params string[] arguments)
    {
        // The shell is replaced by the binary, which writes its log by itself.
        var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", Path.Combine(_folder!, log), binary, .. arguments]))!;
        _processes.Add(process);
    }

    private async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (_processes.Find(process => process.HasExited) is not null || patience.IsCancellationRequested)
                throw new InvalidOperationException($"kube-apiserver did not become ready:\n{Tail("etcd.log")}\n{Tail("apiserver.log")}");
            try
            {
                using var api = Connect();
                // RBAC's own roles come last.
                if (await api.GetAsync(new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false), null, "cluster-admin", patience.Token) is not null
                    && await api.GetAsync(FakeKinds.Namespaces, null, "default", patience.Token) is not null)
                    return;
            }
            catch (Exception notYet) when (notYet is KubeApiException or KubeconfigException or OperationCanceledException)
            {
                // It starts.
            }

            await Task.Delay(100);
        }
    }

    private string Tail(string log) =>
        File.Exists(Path.Combine(_folder!, log)) ? string.Join('\n', File.ReadLines(Path.Combine(_folder!, log)).TakeLast(5)) : $"no {log}";

    private void Kill()
    {
        foreach (var process in _processes)
        {
            try
            {
                process.Kill();
            }
            catch (InvalidOperationException)
            {
                // It has ended.
            }
        }
    }
}
