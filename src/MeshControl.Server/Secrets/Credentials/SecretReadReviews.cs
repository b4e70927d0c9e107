using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets.Credentials;

/// <summary>Answers of <see cref="ISecretReaders"/>, remembered: leave for five minutes, refusals and failures for one. Failing to ask is no leave.</summary>
internal sealed class SecretReadReviews(ISecretReaders readers, TimeProvider clock, ILogger<SecretReadReviews> log)
{
    private static readonly TimeSpan LeaveLasts = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RefusalLasts = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Namespace, string Account), Answer> _answers = [];

    /// <summary>The answer, or null while it is being asked for; <paramref name="answered"/> is called then.</summary>
    public bool? MayRead(string ns, string account, Action answered)
    {
        lock (_gate)
        {
            var known = _answers.GetValueOrDefault((ns, account));
            if (known is { MayRead: { } mayRead } && clock.GetElapsedTime(known.Since) < (mayRead ? LeaveLasts : RefusalLasts))
            {
                return mayRead;
            }

            if (known is { MayRead: null })
            {
                known.Waiting.Add(answered);
                return null;
            }

            var asked = new Answer { Waiting = { answered } };
            _answers[(ns, account)] = asked;
            _ = AskAsync(ns, account, asked);

            // A leave that has run out holds until there is a newer answer.
            return known?.MayRead == true ? true : null;
        }
    }

    private async Task AskAsync(string ns, string account, Answer answer)
    {
        await Task.Yield();
        var mayRead = false;
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            mayRead = await readers.MayReadAsync(ns, account, patience.Token);
        }
        catch (Exception error)
        {
            Log.ReviewFailed(log, ns, account, error.Message);
        }

        List<Action> waiting;
        lock (_gate)
        {
            answer.MayRead = mayRead;
            answer.Since = clock.GetTimestamp();
            waiting = [.. answer.Waiting];
            answer.Waiting.Clear();
        }

        waiting.ForEach(static action => action());
    }

    private sealed class Answer
    {
        public bool? MayRead { get; set; }

        public long Since { get; set; }

        public List<Action> Waiting { get; } = [];
    }
}
