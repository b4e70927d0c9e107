using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MeshControl.Fleet.Measuring;

namespace MeshControl.Fleet.Servers;

/// <summary>A meshd started for one measurement, on free loopback ports, stopped when disposed.</summary>
internal sealed class MeshdProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _scratch;
    private readonly string _log;

    private MeshdProcess(Process process, int adsPort, DirectoryInfo scratch, string log)
    {
        _process = process;
        _scratch = scratch;
        _log = log;
        Address = new Uri($"http://127.0.0.1:{adsPort}");
    }

    public Uri Address { get; }

    public int Pid => _process.Id;

    /// <summary>Starts it and waits until it has read what the arguments name: `--config DIR`, `--kubeconfig FILE`.</summary>
    /// <exception cref="FleetException">It did not start; the message has its last words.</exception>
    public static async Task<MeshdProcess> StartAsync(string assembly, IReadOnlyList<string> source, string routeDelivery, TimeSpan patience)
    {
        if (!File.Exists(assembly))
            throw new FleetException($"no {assembly}; build it with: dotnet build src/MeshControl.Server -c Release");
        var (ads, admin) = FreePorts();
        var scratch = Directory.CreateTempSubdirectory("fleet-meshd-");
        var log = Path.Combine(scratch.FullName, "meshd.log");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            assembly, "serve", .. source, "--ads", $"127.0.0.1:{ads}", "--admin", $"127.0.0.1:{admin}",
            "--route-delivery", routeDelivery, "--ca-dir", Path.Combine(scratch.FullName, "ca"),
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new FleetException("cannot start dotnet");
        var writer = TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
        process.OutputDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var meshd = new MeshdProcess(process, ads, scratch, log);
        try
        {
            await meshd.ReadyAsync(new Uri($"http://127.0.0.1:{admin}/readyz"), patience);
            return meshd;
        }
        catch
        {
            await meshd.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _scratch.Delete(recursive: true);
    }

    private async Task ReadyAsync(Uri readiness, TimeSpan patience)
    {
        using var client = new HttpClient();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < patience)
        {
            if (_process.HasExited)
                throw new FleetException($"meshd ended with code {_process.ExitCode}: {LastWords()}");
            try
            {
                using var answer = await client.GetAsync(readiness);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        throw new FleetException($"meshd was not ready after {patience.TotalSeconds:0} s: {LastWords()}");
    }

    private string LastWords() => string.Join(" | ", File.ReadLines(_log).TakeLast(5));

    private static (int First, int Second) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
