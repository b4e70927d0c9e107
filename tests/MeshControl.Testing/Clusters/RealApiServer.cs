using System.Diagnostics;
using System.Globalization;
using MeshControl.Testing.Envoys;

namespace MeshControl.Testing.Clusters;

/// <summary>A real kube-apiserver on etcd, both on loopback and in a folder of their own; whoever holds the kubeconfig may do anything.</summary>
public sealed class RealApiServer : IAsyncDisposable
{
    private const string Token = "administrator";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-api-");
    private readonly List<Process> _processes = [];

    private RealApiServer()
    {
    }

    public string Kubeconfig => Path.Combine(_folder.FullName, "kubeconfig");

    /// <summary>Returns when the server says that it is ready.</summary>
    public static async Task<RealApiServer> StartAsync()
    {
        var server = new RealApiServer();
        try
        {
            await server.LaunchAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<ToolRun> KubectlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(ApiServerBinaries.Kubectl!, ["--kubeconfig", Kubeconfig, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = _folder.FullName,
        };
        start.Environment["HOME"] = _folder.FullName;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.AsEnumerable().Reverse())
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task LaunchAsync()
    {
        var (store, peers, port) = (Loopback(FreePort.Next()), Loopback(FreePort.Next()), FreePort.Next());
        File.WriteAllText(In("tokens.csv"), $"{Token},admin,admin,system:masters\n");
        using (var key = System.Security.Cryptography.RSA.Create(2048))
        {
            File.WriteAllText(In("sa.key"), key.ExportRSAPrivateKeyPem());
        }

        Start(
            ApiServerBinaries.Etcd!, "--data-dir", In("etcd"), "--listen-client-urls", store, "--advertise-client-urls", store, "--listen-peer-urls", peers,
            "--initial-advertise-peer-urls", peers, "--initial-cluster", $"default={peers}", "--unsafe-no-fsync");
        Start(
            ApiServerBinaries.ApiServer!, "--etcd-servers", store, "--secure-port", port.ToString(CultureInfo.InvariantCulture), "--bind-address", "127.0.0.1",
            "--cert-dir", In("pki"), "--token-auth-file", In("tokens.csv"), "--authorization-mode", "RBAC", "--service-cluster-ip-range", "10.96.0.0/16",
            "--allow-privileged=true", "--service-account-key-file", In("sa.key"), "--service-account-signing-key-file", In("sa.key"),
            "--service-account-issuer", "https://kubernetes.default.svc", "--api-audiences", "https://kubernetes.default.svc,istio-ca",
            "--disable-admission-plugins", "ServiceAccount");
        File.WriteAllText(Kubeconfig, $$$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: test, cluster: {server: "https://127.0.0.1:{{{port}}}", certificate-authority: "{{{In("pki/apiserver.crt")}}}"}}]
            users: [{name: admin, user: {token: {{{Token}}}}}]
            contexts: [{name: test, context: {cluster: test, user: admin}}]
            current-context: test
            """);
        var waited = Stopwatch.StartNew();
        while ((await KubectlAsync("get", "--raw", "/readyz")).ExitCode != 0)
        {
            if (waited.Elapsed > Patience || _processes.Exists(process => process.HasExited))
            {
                throw new InvalidOperationException($"the API server did not become ready: {Tail("kube-apiserver.log")}{Tail("etcd.log")}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    // Through a shell, which puts the log straight into a file: nobody has to drain a pipe.
    private void Start(string binary, params string[] arguments)
    {
        var log = In(Path.GetFileName(binary) + ".log");
        _processes.Add(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, binary, .. arguments]) { UseShellExecute = false })!);
    }

    private string Tail(string log) => File.Exists(In(log)) ? string.Join('\n', File.ReadLines(In(log)).TakeLast(5)) : "";

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static string Loopback(int port) => $"http://127.0.0.1:{port}";
}
