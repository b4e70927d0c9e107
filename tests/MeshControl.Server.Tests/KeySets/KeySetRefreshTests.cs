using System.Threading.Channels;
using MeshControl.Model.Security;
using MeshControl.Server.KeySets;
using MeshControl.Testing.Time;

namespace MeshControl.Server.Tests.KeySets;

/// <summary>How keys stay fresh, on a clock that the test moves.</summary>
public sealed class KeySetRefreshTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new();
    private readonly FakeClient _client = new();
    private readonly Channel<KeySet> _reports = Channel.CreateUnbounded<KeySet>();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turns = new(1);
    private readonly Task _run;

    public KeySetRefreshTests()
    {
        var refresh = new KeySetRefresh(new WantedKeySet(new KeySetKey("i", "u"), TimeSpan.FromSeconds(5)), _client, new KeySetOptions { MaxAge = TimeSpan.FromMinutes(22) }, _turns, _clock);
        _run = refresh.RunAsync(set => _reports.Writer.TryWrite(set), _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run);
        _stop.Dispose();
        _turns.Dispose();
    }

    [Fact]
    public async Task New_keys_are_taken_up_with_the_next_refresh()
    {
        Assert.Equal(new KeySet("one"), await AnswerAsync("one"));
        await AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(new KeySet("two"), await AnswerAsync("two"));
    }

    [Fact]
    public async Task The_last_good_keys_stay_while_the_issuer_is_away_and_are_dropped_when_they_are_too_old()
    {
        await AnswerAsync("one");
        await AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(new KeySet("one", "away"), await FailAsync());
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(new KeySet("one", "away"), await FailAsync());
        await AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(new KeySet("", "away"), await FailAsync());
    }

    [Fact]
    public async Task First_keys_are_asked_for_again_after_one_two_and_four_seconds()
    {
        foreach (var seconds in (int[])[1, 2, 4])
        {
            Assert.Equal(new KeySet("", "away"), await FailAsync());
            await AdvanceAsync(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(new KeySet("one"), await AnswerAsync("one"));
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_is_given_up_after_the_rules_timeout()
    {
        await _client.NextAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(new KeySet("", "no answer within 5 s"), await _reports.Reader.ReadAsync());
    }

    // When the next attempt is due after that time.
    private async Task AdvanceAsync(TimeSpan due)
    {
        await _clock.WaitForTimerAsync(due);
        _clock.Advance(due);
    }

    private async Task<KeySet> AnswerAsync(string json)
    {
        (await _client.NextAsync()).SetResult(json);
        return await _reports.Reader.ReadAsync();
    }

    private async Task<KeySet> FailAsync()
    {
        (await _client.NextAsync()).SetException(new KeySetException("away"));
        return await _reports.Reader.ReadAsync();
    }

    private sealed class FakeClient : IKeySetClient
    {
        private readonly Channel<TaskCompletionSource<string>> _calls = Channel.CreateUnbounded<TaskCompletionSource<string>>();

        public ValueTask<TaskCompletionSource<string>> NextAsync() => _calls.Reader.ReadAsync();

        public async Task<string> FetchAsync(KeySetKey key, CancellationToken cancellationToken)
        {
            var call = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(() => call.TrySetCanceled(cancellationToken));
            await _calls.Writer.WriteAsync(call, CancellationToken.None);
            return await call.Task;
        }
    }
}
