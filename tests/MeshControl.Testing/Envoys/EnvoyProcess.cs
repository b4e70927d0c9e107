using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MeshControl.Testing.Envoys;

/// <summary>A stock Envoy in a folder of its own, with its log kept for a failing test.</summary>
public sealed class EnvoyProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly StringBuilder _log = new();
    private readonly HttpClient _http;

    private EnvoyProcess(Process process, DirectoryInfo folder, Uri admin, Func<Socket>? adminSocket)
    {
        _http = new HttpClient(Handler(adminSocket)) { Timeout = TimeSpan.FromSeconds(10) };
        _process = process;
        _folder = folder;
        Admin = admin;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    /// <summary>Base address of the admin interface.</summary>
    public Uri Admin { get; }

    public bool IsRunning => !_process.HasExited;

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

    /// <summary>Starts it and returns when /ready says LIVE.</summary>
    public static async Task<EnvoyProcess> StartAsync(EnvoyOptions options)
    {
        var envoy = Launch(options);
        try
        {
            await envoy.WaitReadyAsync(options.Patience);
            return envoy;
        }
        catch
        {
            await envoy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it without waiting for anything.</summary>
    public static EnvoyProcess Launch(EnvoyOptions options)
    {
        var port = options.AdminPort == 0 ? FreePort.Next() : options.AdminPort;
        var folder = Directory.CreateTempSubdirectory("mesh-envoy-");
        // It may run as somebody else.
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var bootstrap = Path.Combine(folder.FullName, "bootstrap.yaml");
        File.WriteAllText(bootstrap, options.Bootstrap.Replace("{admin}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        string[] command =
        [
            .. options.CommandPrefix, EnvoyBinary.Path ?? throw new InvalidOperationException(EnvoyBinary.MissingReason),
            // With hot restart, Envoy ends when the thread that started it does, which pool threads do after a while.
            "-c", bootstrap, "--disable-hot-restart", "--concurrency", "1", "-l", "warning", .. options.Arguments,
        ];
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder.FullName,
            },
        };
        var envoy = new EnvoyProcess(process, folder, new Uri($"http://{options.AdminHost}:{port}"), options.AdminSocket);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return envoy;
    }

    /// <summary>Polls /ready until it is LIVE.</summary>
    public Task WaitReadyAsync(TimeSpan patience) =>
        WaitAsync("ready", async () => (await _http.GetAsync(new Uri(Admin, "/ready"))).StatusCode == HttpStatusCode.OK, patience);

    /// <summary>Polls the admin interface until its answer satisfies the condition.</summary>
    public Task WaitForAsync(string path, Func<string, bool> condition, TimeSpan? patience = null) =>
        WaitAsync(path, async () => condition(await GetAsync(path)), patience ?? TimeSpan.FromSeconds(30));

    /// <summary>An answer of the admin interface, for example `/config_dump`.</summary>
    public Task<string> GetAsync(string path) => _http.GetStringAsync(new Uri(Admin, path));

    /// <summary>The value of one counter or gauge; 0 where it does not exist yet.</summary>
    public async Task<long> StatAsync(string name)
    {
        foreach (var line in (await GetAsync("/stats?filter=" + Uri.EscapeDataString("^" + System.Text.RegularExpressions.Regex.Escape(name) + "$"))).Split('\n'))
        {
            if (line.StartsWith(name + ": ", StringComparison.Ordinal))
            {
                return long.Parse(line[(name.Length + 2)..], CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static SocketsHttpHandler Handler(Func<Socket>? socket)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (socket is not null)
        {
            handler.ConnectCallback = async (context, cancellation) =>
            {
                var connection = socket();
                await connection.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(connection, ownsSocket: true);
            };
        }

        return handler;
    }

    private async Task WaitAsync(string what, Func<Task<bool>> condition, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or TaskCanceledException)
            {
                // Not listening yet.
            }

            if (_process.HasExited || clock.Elapsed > patience)
            {
                throw new InvalidOperationException(
                    $"Envoy {(_process.HasExited ? $"exited with {_process.ExitCode}" : $"was not in the expected state ({what}) within {patience}")}:\n{LogText}");
            }

            await Task.Delay(20);
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
