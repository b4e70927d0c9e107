namespace MeshControl.Testing.Time;

/// <summary>A clock that moves only when the test says so, and tells when the code under test has armed a timer.</summary>
public sealed class FakeClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _armed = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Seen)> _watchers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the time, running every timer that falls due, in order, at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Completes when a timer is armed that will fall due exactly <paramref name="due"/> from now: the barrier before <see cref="Advance"/>.</summary>
    public Task WaitForTimerAsync(TimeSpan due)
    {
        lock (_gate)
        {
            if (_armed.Exists(t => t.DueAt - _now == due))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((due, seen));
            return seen.Task;
        }
    }

    internal void Arm(FakeTimer timer, TimeSpan due)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            if (due == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.DueAt = _now + due;
            _armed.Add(timer);
            foreach (var watcher in _watchers.FindAll(w => w.Due == due))
            {
                _watchers.Remove(watcher);
                watcher.Seen.SetResult();
            }
        }
    }

    private FakeTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _armed.Where(t => t.DueAt <= end).MinBy(t => t.DueAt);
            _now = next?.DueAt ?? end;
            if (next is not null)
            {
                _armed.Remove(next);
            }

            return next;
        }
    }
}
