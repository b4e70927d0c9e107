using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.Testing.Envoys;

namespace MeshControl.EndToEnd.Tests.Cluster;

/// <summary>The control plane's pod as a process: the arguments of the chart's Deployment, and the rights of its service account and nobody else's.</summary>
internal sealed class ControlPlane : IAsyncDisposable
{
    private readonly Operator _user;
    private readonly DirectoryInfo _folder;
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal)
    {
        ["--ads"] = FreePort.Next(), ["--secure-ads"] = FreePort.Next(), ["--admin"] = FreePort.Next(), ["--webhook-address"] = FreePort.Next(),
    };

    private readonly StringBuilder _log = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _process;

    public ControlPlane(Operator user, DirectoryInfo folder)
    {
        _user = user;
        _folder = folder;
    }

    public int WebhookPort => _ports["--webhook-address"];

    public int SecurePort => _ports["--secure-ads"];

    public string LogText
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts it and returns when it says that it is ready.</summary>
    public async Task StartAsync()
    {
        var deployment = await _user.GetAsync("deployment", "istiod", "--namespace", "istio-system");
        var container = deployment["spec"]!["template"]!["spec"]!["containers"]![0]!;
        var arguments = container["args"]!.AsArray().Select(argument => OnThisMachine((string)argument!));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "meshd.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var variable in container["env"]!.AsArray())
        {
            start.Environment[(string)variable!["name"]!] = (string?)variable["valueFrom"]?["fieldRef"]?["fieldPath"] switch
            {
                "metadata.name" => "istiod-0",
                "metadata.namespace" => "istio-system",
                "spec.serviceAccountName" => "istiod",
                _ => (string?)variable["value"],
            };
        }

        start.Environment["KUBECONFIG"] = await KubeconfigAsync();
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.GetAsync("a ready control plane", ReadyAsync, static answer => answer.StartsWith("ready", StringComparison.Ordinal));
    }

    /// <summary>As a kubelet ends a pod.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString()]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync($"http://127.0.0.1:{_ports["--admin"]}{path}");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _http.Dispose();
    }

    private string OnThisMachine(string argument)
    {
        var name = argument.Split('=')[0];
        return name switch
        {
            _ when _ports.TryGetValue(name, out var port) => $"{name}=127.0.0.1:{port}",
            "--ca-dir" or "--cacerts" => $"{name}={Path.Combine(_folder.FullName, name[2..])}",
            _ => argument,
        };
    }

    /// <summary>The administrator's kubeconfig with the service account's token in it.</summary>
    private async Task<string> KubeconfigAsync()
    {
        var token = await _user.TokenAsync("istio-system", "istiod", "https://kubernetes.default.svc");
        var lines = (await File.ReadAllLinesAsync(_user.Kubeconfig)).Select(line =>
            line.TrimStart().StartsWith("users:", StringComparison.Ordinal) ? $$$"""users: [{name: admin, user: {token: "{{{token}}}"}}]""" : line);
        var file = Path.Combine(_folder.FullName, "kubeconfig");
        await File.WriteAllLinesAsync(file, lines);
        return file;
    }

    private async Task<string> ReadyAsync()
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"meshd ended with {_process.ExitCode}:\n{LogText}");
        }

        try
        {
            using var answer = await _http.GetAsync($"http://127.0.0.1:{_ports["--admin"]}/readyz");
            return await answer.Content.ReadAsStringAsync();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return e.Message;
        }
    }

    private void Note(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }
}
