namespace MeshControl.Server.Tests.Secrets.Host;

/// <summary>The system's clock, slow by a fixed time.</summary>
internal sealed class PastClock(TimeSpan slow) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - slow;
}
