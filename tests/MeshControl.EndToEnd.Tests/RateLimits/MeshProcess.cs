using System.Diagnostics;
using System.Globalization;
using System.Text;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.Testing.Envoys;

namespace MeshControl.EndToEnd.Tests.RateLimits;

/// <summary>`meshd serve` as a process on this machine.</summary>
internal sealed class MeshProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly DirectoryInfo _authority = Directory.CreateTempSubdirectory("mesh-ca-");

    private MeshProcess(string folder, IEnumerable<string> arguments)
    {
        var admin = FreePort.Next();
        Ready = new Uri($"http://127.0.0.1:{admin}/readyz");
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "meshd.dll"), "serve", "--config", folder, "--ads", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"),
                "--admin", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{admin}"), "--ca-dir", _authority.FullName, .. arguments,
            ])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            },
        };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    public int Port { get; } = FreePort.Next();

    private Uri Ready { get; }

    /// <summary>Starts it and returns when it has read its folder.</summary>
    public static async Task<MeshProcess> StartAsync(string folder, params IEnumerable<string> arguments)
    {
        var mesh = new MeshProcess(folder, arguments);
        mesh._process.Start();
        mesh._process.BeginOutputReadLine();
        mesh._process.BeginErrorReadLine();
        using var client = new HttpClient();
        await Eventually.GetAsync("a ready meshd", async () => mesh._process.HasExited ? throw new InvalidOperationException(mesh._log.ToString()) : await IsReadyAsync(client, mesh.Ready), static ready => ready);
        return mesh;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _authority.Delete(recursive: true);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri address)
    {
        try
        {
            using var response = await client.GetAsync(address);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
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
