using MeshControl.Model.Security;

namespace MeshControl.Server.KeySets;

/// <summary>Keeps one key set fresh: the last good keys stay in use while it cannot be fetched.</summary>
internal sealed class KeySetRefresh(WantedKeySet wanted, IKeySetClient client, KeySetOptions options, SemaphoreSlim turns, TimeProvider clock)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstRetryOfKnown = TimeSpan.FromMinutes(1);
    private string _json = "";
    private DateTimeOffset _goodAt;

    /// <summary>Runs until cancelled and reports the outcome of every attempt.</summary>
    public async Task RunAsync(Action<KeySet> report, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            var fetched = await FetchAsync(cancellationToken);
            failures = fetched.Problem.Length == 0 ? 0 : failures + 1;
            report(fetched);
            await Task.Delay(failures == 0 ? options.RefreshInterval : Backoff(failures), clock, cancellationToken);
        }
    }

    private async Task<KeySet> FetchAsync(CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            using var patience = new CancellationTokenSource(wanted.Timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            _json = await client.FetchAsync(wanted.Key, either.Token);
            _goodAt = clock.GetUtcNow();
            return new KeySet(_json);
        }
        catch (KeySetException error)
        {
            return Failed(error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"no answer within {wanted.Timeout.TotalSeconds:0.#} s");
        }
        finally
        {
            turns.Release();
        }
    }

    private KeySet Failed(string problem)
    {
        if (_json.Length > 0 && clock.GetUtcNow() - _goodAt > options.MaxAge)
        {
            _json = "";
        }

        return new KeySet(_json, problem);
    }

    // Without keys every token is refused, so that the first ones are asked for more often.
    private TimeSpan Backoff(int failures)
    {
        var first = _json.Length == 0 ? FirstRetry : FirstRetryOfKnown;
        var limit = _json.Length == 0 && FirstRetryOfKnown < options.RefreshInterval ? FirstRetryOfKnown : options.RefreshInterval;
        var wait = first * Math.Pow(2, Math.Min(failures - 1, 20));
        return wait < limit ? wait : limit;
    }
}
