using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Resources.Policy;

/// <summary>Rate limits and quotas of workloads and gateways.</summary>
public sealed record RateLimitPolicy
{
    /// <summary>Labels of the workloads; with neither selector nor targetRefs all of the namespace, in the root namespace all of the mesh.</summary>
    public MatchLabelsSelector? Selector { get; init; }

    /// <summary>Gateways of the Gateway API in the policy's namespace.</summary>
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    /// <summary>Which of the selected proxies count: all, sidecars (requests to their workload) or gateways (requests through them).</summary>
    public RateLimitProxies Proxies { get; init; }

    /// <summary>local: each proxy counts for itself; global: one count for all proxies, kept by the rate limit service.</summary>
    public RateLimitScope Scope { get; init; }

    /// <summary>Each rule that matches a request counts it; one that is used up refuses it.</summary>
    public IReadOnlyList<RateLimitRule> Rules { get; init; } = [];

    /// <summary>New connections that each proxy takes on ports that are not HTTP.</summary>
    public ConnectionRate? Connections { get; init; }

    /// <summary>Counts and measures, refuses nothing.</summary>
    public bool Shadow { get; init; }

    /// <summary>What happens to requests while the rate limit service does not answer: open lets them through, closed refuses them.</summary>
    public RateLimitFailureMode FailureMode { get; init; }

    /// <summary>How long a proxy waits for the rate limit service; 100ms where it is not set.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What the client of a refused request gets.</summary>
    public RateLimitResponse? Response { get; init; }
}
