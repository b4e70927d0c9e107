namespace MeshControl.Security.Workloads;

/// <summary>When workload certificates are renewed.</summary>
public sealed record RenewalOptions
{
    /// <summary>Lifetime to ask for; null for the issuer's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The share of its lifetime after which a certificate is renewed.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>By how much <see cref="Share"/> varies, up or down, so that proxies that came together are not renewed together.</summary>
    public double Jitter { get; init; } = 0.05;

    /// <summary>The wait after a failure; it doubles with each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LastRetry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From the issue of a certificate to its renewal.</summary>
    /// <param name="lifetime">From issue to expiry.</param>
    /// <param name="chance">0 to 1.</param>
    internal TimeSpan RenewAfter(TimeSpan lifetime, double chance) => lifetime * Math.Clamp(Share + (chance * 2 - 1) * Jitter, 0, 1);

    /// <param name="failures">In a row, at least 1.</param>
    internal TimeSpan RetryAfter(int failures) => TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, FirstRetry.Ticks << Math.Min(failures - 1, 20)));
}
