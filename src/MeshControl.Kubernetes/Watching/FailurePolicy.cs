using MeshControl.Kubernetes.Client;

namespace MeshControl.Kubernetes.Watching;

/// <summary>Judges failures by what happened since the last success.</summary>
internal sealed class FailurePolicy(ReflectorOptions options, TimeProvider time)
{
    // A restarting API server answers 404 for custom kinds until it has read its CRDs; a kind that was there is not given up at once.
    private const int MissesToBelieve = 3;

    private readonly Backoff _backoff = new(options, time);
    private UnavailableCause? _reported;
    private bool _served;
    private int _missing;
    private int _expired;
    private int _unreadable;
    private int _other;

    public TimeSpan NextDelay() => _backoff.Next();

    /// <summary>A list is complete, or a watch has begun. True when that ends an outage that was reported.</summary>
    public bool Succeeded()
    {
        var over = _reported is not null;
        (_reported, _served, _missing, _other) = (null, true, 0, 0);
        _backoff.Succeeded();
        return over;
    }

    /// <summary>The watch has moved on: what it stumbled over before lies behind it.</summary>
    public void Progressed() => (_expired, _unreadable) = (0, 0);

    public FailureVerdict Judge(KubeApiException failure, bool watching)
    {
        if (failure.IsExpired)
            return new FailureVerdict([], Relist: true, _expired++ == 0 ? TimeSpan.Zero : _backoff.Next());
        if (failure.IsNotFound)
            return Missing(failure);
        if (failure.IsRefused)
            return new FailureVerdict(Report(UnavailableCause.Refused, failure), Relist: true, _backoff.Next());

        _other++;
        // A line that cannot be read twice is passed by listing anew.
        var stuck = failure.Reason == "Unreadable" && ++_unreadable > 1;
        var delay = _backoff.Next();
        return new FailureVerdict(
            watching && _other == 1 ? [] : Report(UnavailableCause.Unreachable, failure),
            Relist: !watching || stuck,
            failure.RetryAfter is { } asked && asked > delay ? asked : delay);
    }

    private FailureVerdict Missing(KubeApiException failure)
    {
        if (_served && ++_missing < MissesToBelieve)
            return new FailureVerdict([], Relist: true, _backoff.Next());
        _served = false;
        var first = _reported != UnavailableCause.NotServed;
        var reported = Report(UnavailableCause.NotServed, failure);
        return new FailureVerdict(first ? [new ReflectorEvent.Replaced([]), new ReflectorEvent.Synced(), .. reported] : [], Relist: true, Delay: null);
    }

    private IReadOnlyList<ReflectorEvent> Report(UnavailableCause cause, KubeApiException failure)
    {
        if (_reported == cause)
            return [];
        _reported = cause;
        return [new ReflectorEvent.Unavailable(cause, failure.Message)];
    }
}
