namespace MeshControl.Server.Engine;

/// <summary>
/// How long to gather changes before the next revision: a change after a quiet time goes out almost at once, under load a batch lasts as long as
/// the work of the one before it, up to a limit.
/// </summary>
internal sealed class PushPacing(TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);
    private long _lastEnd;
    private TimeSpan _lastWork;

    /// <summary>The time to wait before taking what has come in.</summary>
    public TimeSpan NextWait()
    {
        if (_lastEnd == 0)
        {
            return Shortest;
        }

        var owed = (_lastWork < Longest ? _lastWork : Longest) - clock.GetElapsedTime(_lastEnd);
        return owed > Shortest ? owed : Shortest;
    }

    /// <summary>Notes how long a revision took, from commit to publication.</summary>
    public void Worked(TimeSpan time)
    {
        _lastEnd = clock.GetTimestamp();
        _lastWork = time;
    }
}
