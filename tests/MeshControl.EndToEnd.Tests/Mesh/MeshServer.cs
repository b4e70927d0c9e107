using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>`meshd serve` as a process on the node; it can be killed and started again.</summary>
internal sealed class MeshServer : IAsyncDisposable
{
    public const int AdsPort = 15010;
    private const int AdminPort = 15014;
    private readonly PodNetwork _network;
    private readonly string _config;
    private readonly string _authority;
    private readonly IReadOnlyList<string> _options;
    private readonly StringBuilder _log = new();
    private readonly PodClient _client;
    private Process? _process;

    public MeshServer(PodNetwork network, string configFolder, string authorityFolder, params IReadOnlyList<string> options)
    {
        _options = options;
        _network = network;
        _config = configFolder;
        _authority = authorityFolder;
        _client = new PodClient(network.Node, IPAddress.Parse);
    }

    /// <summary>Everything it wrote so far.</summary>
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

    /// <summary>Starts it and returns when it has read its folder.</summary>
    public async Task StartAsync()
    {
        string[] command =
        [
            .. _network.Node.CommandPrefix, "dotnet", Path.Combine(AppContext.BaseDirectory, "meshd.dll"), "serve", "--config", _config,
            "--ads", $"{_network.NodeAddress}:{AdsPort}", "--admin", $"{_network.NodeAddress}:{AdminPort}", "--ca-dir", _authority,
            // Pods are not on loopback, and nobody else is on this network.
            "--plaintext-secrets", "everybody", .. _options,
        ];
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false },
        };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await Eventually.GetAsync("a ready meshd", IsReadyAsync, static ready => ready);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"{e.Message}:\n{LogText}");
        }
    }

    /// <summary>Ends it at once, without a word to anybody.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>An answer of its admin interface.</summary>
    public async Task<string> GetAsync(string path) => (await _client.GetAsync($"http://{_network.NodeAddress}:{AdminPort}{path}")).Body;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        _client.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"meshd ended with {_process.ExitCode}:\n{LogText}");
        }

        try
        {
            return (await _client.GetAsync($"http://{_network.NodeAddress}:{AdminPort}/readyz")).Status == (int)HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return false;
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
