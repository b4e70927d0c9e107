namespace MeshControl.Server.Webhooks.Serving;

/// <summary>Limits of the webhook port.</summary>
internal sealed record WebhookOptions
{
    /// <summary>Bytes of a request's body; an API server stores objects of 1.5 MB at most and sends two of them for an update.</summary>
    public int MaxBody { get; init; } = 6 * 1024 * 1024;

    /// <summary>For a caller that does not say how long it waits.</summary>
    public TimeSpan DefaultTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For a caller that would wait longer (an API server's own limit).</summary>
    public TimeSpan MaxTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reviews at work at the same time; more wait for their turn.</summary>
    public int MaxConcurrent { get; init; } = Math.Max(2, Environment.ProcessorCount);
}
