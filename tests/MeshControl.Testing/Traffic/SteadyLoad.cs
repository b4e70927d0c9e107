using System.Collections.Concurrent;
using System.Globalization;

namespace MeshControl.Testing.Traffic;

/// <summary>Requests at a steady rate over kept-alive connections, for as long as a change takes; every answer that is not 200 is a failure.</summary>
public sealed class SteadyLoad : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly Uri _address;
    private readonly string _host;
    private readonly Task _loop;
    private int _sent;

    private SteadyLoad(Uri address, string host, int perSecond, HttpMessageHandler? handler)
    {
        _client = new HttpClient(handler ?? new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(10),
        };
        _address = address;
        _host = host;
        _loop = LoopAsync(TimeSpan.FromSeconds(1.0 / perSecond));
    }

    /// <summary>What went wrong, one line a request.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>How often each body was received.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    public int Sent => Volatile.Read(ref _sent);

    /// <param name="address">Where requests go.</param>
    /// <param name="host">Their host header.</param>
    /// <param name="perSecond">The rate.</param>
    /// <param name="handler">What makes the connections; null for ordinary ones.</param>
    public static SteadyLoad Start(Uri address, string host, int perSecond = 100, HttpMessageHandler? handler = null) => new(address, host, perSecond, handler);

    /// <summary>One request, outside the count: status and body.</summary>
    public static async Task<(int Status, string Body)> AskAsync(Uri address, string host)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = host;
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until that many more requests were answered.</summary>
    public async Task RunAsync(int requests)
    {
        var until = _answers.Values.Sum() + _failures.Count + requests;
        while (_answers.Values.Sum() + _failures.Count < until)
        {
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until the body was received after now.</summary>
    public async Task WaitForAsync(string body, TimeSpan patience)
    {
        var before = _answers.GetValueOrDefault(body);
        var end = DateTime.UtcNow + patience;
        while (_answers.GetValueOrDefault(body) == before)
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"no answer \"{body}\" within {patience}; answers {string.Join(", ", _answers)}, failures {string.Join(", ", _failures.Take(5))}");
            }

            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync(TimeSpan period)
    {
        using var timer = new PeriodicTimer(period);
        var open = new List<Task>();
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                open.RemoveAll(static task => task.IsCompleted);
                open.Add(SendAsync());
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task SendAsync()
    {
        Interlocked.Increment(ref _sent);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _address);
            request.Headers.Host = _host;
            using var response = await _client.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode)
            {
                _answers.AddOrUpdate(body, 1, static (_, count) => count + 1);
            }
            else
            {
                _failures.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {body}"));
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            _failures.Enqueue(e.GetBaseException().Message);
        }
    }
}
