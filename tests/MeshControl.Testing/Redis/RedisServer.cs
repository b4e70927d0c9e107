using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MeshControl.Testing.Envoys;

namespace MeshControl.Testing.Redis;

/// <summary>An empty Redis server of its own on a free loopback port; it can be stopped and started again.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-redis-");
    private Process? _process;

    public int Port { get; } = FreePort.Next();

    public static async Task<RedisServer> StartNewAsync()
    {
        var server = new RedisServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it and returns when it takes connections.</summary>
    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(
            RedisBinary.Path ?? throw new InvalidOperationException(RedisBinary.MissingReason),
            ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.FullName, "--logfile", "redis.log"]))!;
        var clock = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || clock.Elapsed > Patience)
            {
                throw new InvalidOperationException("the Redis server did not start");
            }

            await Task.Delay(20);
        }
    }

    public async Task StopAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await StopAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
