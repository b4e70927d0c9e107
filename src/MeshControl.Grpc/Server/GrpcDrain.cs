using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace MeshControl.Grpc.Server;

/// <summary>Knows the open streams of a host, and ends them gently: no new calls, then the ends spread over the drain time.</summary>
public sealed class GrpcDrain(GrpcServerOptions options, ILogger<GrpcDrain> log)
{
    // Enough steps that no reconnect wave is visible, few enough for the timer's resolution.
    private const int MaxSteps = 50;

    private readonly Lock _gate = new();
    private readonly HashSet<CallLifetime> _calls = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True from the start of a drain: new calls and connections are refused.</summary>
    public bool IsDraining { get; private set; }

    public int OpenStreams
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>Refuses new calls, asks every open stream to end with UNAVAILABLE within the drain time, and returns when all have ended.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken = default)
    {
        CallLifetime[] open;
        lock (_gate)
        {
            IsDraining = true;
            open = [.. _calls];
            SignalWhenEmpty();
        }

        Log.Draining(log, open.Length, options.DrainTimeout);
        var steps = Math.Min(open.Length, MaxSteps);
        for (var step = 0; step < steps; step++)
        {
            foreach (var call in open.AsSpan()[(open.Length * step / steps)..(open.Length * (step + 1) / steps)])
            {
                call.RequestEnd(CallEnd.Draining);
            }

            if (step + 1 < steps)
            {
                await Task.Delay(options.DrainTimeout / steps, options.TimeProvider, cancellationToken);
            }
        }

        await _empty.Task.WaitAsync(cancellationToken);
    }

    /// <summary>False while draining. Only streams are ended by age or drain; a unary call just finishes.</summary>
    internal bool TryEnter(CallLifetime call, bool isStream)
    {
        lock (_gate)
        {
            if (IsDraining)
            {
                return false;
            }

            if (isStream)
            {
                _calls.Add(call);
            }
        }

        if (isStream && options.MaxStreamAge != Timeout.InfiniteTimeSpan)
        {
            call.After(Jittered(options.MaxStreamAge), static c => c.RequestEnd(CallEnd.MaxAge));
        }

        return true;
    }

    internal void Leave(CallLifetime call)
    {
        lock (_gate)
        {
            _calls.Remove(call);
            SignalWhenEmpty();
        }
    }

    private void SignalWhenEmpty()
    {
        if (IsDraining && _calls.Count == 0)
        {
            _empty.TrySetResult();
        }
    }

    [SuppressMessage("Security", "CA5394", Justification = "The jitter only spreads load.")]
    private TimeSpan Jittered(TimeSpan age) => age * (1 + (options.MaxStreamAgeJitter * ((2 * Random.Shared.NextDouble()) - 1)));
}
