namespace MeshControl.Testing.Time;

/// <summary>A timer of a <see cref="FakeClock"/>.</summary>
internal sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    public DateTimeOffset DueAt { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        clock.Arm(this, dueTime);
        return true;
    }

    public void Fire()
    {
        if (_period > TimeSpan.Zero)
        {
            clock.Arm(this, _period);
        }

        callback(state);
    }

    public void Dispose() => clock.Arm(this, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
