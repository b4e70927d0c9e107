using System.Net.Sockets;

namespace MeshControl.Server.RateLimiting.Redis;

/// <summary>Keeps a connection to a server, and makes a new one when it is lost; while nobody is there, it fails at once.</summary>
internal sealed class RedisClient(RedisAddress address, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private RespConnection? _connection;
    private long? _failedAt;

    /// <exception cref="RedisException">The server refuses the command.</exception>
    /// <exception cref="CounterStoreException">It does not answer.</exception>
    public async Task<object?> SendAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var connection = _connection is { IsBroken: false } open ? open : await ConnectAsync(either.Token);
            return await connection.SendAsync(command, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CounterStoreException($"{address.Host}:{address.Port} did not answer within {Patience.TotalSeconds}s", e);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new CounterStoreException($"{address.Host}:{address.Port}: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        _connecting.Dispose();
    }

    private async Task<RespConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsBroken: false } open)
            {
                return open;
            }

            if (_failedAt is { } failed && clock.GetElapsedTime(failed) < Pause)
            {
                throw new IOException("nobody answered a moment ago");
            }

            if (_connection is { } broken)
            {
                _connection = null;
                await broken.DisposeAsync();
            }

            _failedAt = clock.GetTimestamp();
            var connection = await RespConnection.OpenAsync(address.Host, address.Port, cancellationToken);
            if (address.PasswordFile is { } file)
            {
                await connection.SendAsync(RespWriter.Command("AUTH", (await File.ReadAllTextAsync(file, cancellationToken)).Trim()), cancellationToken);
            }

            _failedAt = null;
            return _connection = connection;
        }
        finally
        {
            _connecting.Release();
        }
    }
}
