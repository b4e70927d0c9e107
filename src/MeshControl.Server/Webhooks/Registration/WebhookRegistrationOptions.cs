namespace MeshControl.Server.Webhooks.Registration;

/// <summary>Which webhook configurations are this control plane's.</summary>
/// <param name="Revision">As their label <c>istio.io/rev</c> says it.</param>
/// <param name="Namespace">The control plane's own.</param>
internal sealed record WebhookRegistrationOptions(string Revision, string Namespace)
{
    /// <summary>After this many quick retries of a patch only one a minute follows.</summary>
    public int QuickRetries { get; init; } = 5;

    public TimeSpan QuickRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Also the longest wait between self-checks.</summary>
    public TimeSpan SlowRetry { get; init; } = TimeSpan.FromMinutes(1);
}
