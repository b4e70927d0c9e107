namespace MeshControl.Model.Resources.Istio;

/// <summary>How failed requests are tried again; 0 attempts means never (istio.networking.v1alpha3.HTTPRetry).</summary>
public sealed record HttpRetry
{
    public int Attempts { get; init; }

    public TimeSpan? PerTryTimeout { get; init; }

    public string RetryOn { get; init; } = "";

    public bool? RetryRemoteLocalities { get; init; }

    public bool? RetryIgnorePreviousHosts { get; init; }

    public TimeSpan? Backoff { get; init; }
}
