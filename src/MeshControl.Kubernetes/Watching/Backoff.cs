namespace MeshControl.Kubernetes.Watching;

/// <summary>Delays between attempts: twice the last up to a limit, anything from nothing to that (full jitter), from the start again after two healthy minutes.</summary>
internal sealed class Backoff(ReflectorOptions options, TimeProvider time)
{
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(2);

    private TimeSpan _cap = options.BackoffFirst;
    private DateTimeOffset? _healthySince;

    public void Succeeded() => _healthySince ??= time.GetUtcNow();

    public TimeSpan Next()
    {
        if (_healthySince is { } since && time.GetUtcNow() - since >= Healthy)
            _cap = options.BackoffFirst;
        _healthySince = null;
        var delay = _cap * options.Jitter();
        _cap = TimeSpan.FromTicks(Math.Min(_cap.Ticks * 2, options.BackoffLimit.Ticks));
        return delay;
    }
}
