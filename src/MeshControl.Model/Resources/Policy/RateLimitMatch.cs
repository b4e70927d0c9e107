using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Policy;

/// <summary>Which requests a rule counts: every field that is set must match, and of a list one entry (of headers and cookies each).</summary>
public sealed record RateLimitMatch
{
    /// <summary>Names of routes as their VirtualService or HTTPRoute gives them; at gateways.</summary>
    [Limits(ItemMinLength = 1)]
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>Ports on which the proxy takes the request: the workload's own, or the gateway's.</summary>
    [Limits(ItemMinimum = 1, ItemMaximum = 65535)]
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>HTTP methods.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The path without its query.</summary>
    public IReadOnlyList<StringMatch> Paths { get; init; } = [];

    /// <summary>Headers, all of which must match.</summary>
    public IReadOnlyList<RateLimitValueMatch> Headers { get; init; } = [];

    /// <summary>Cookies, all of which must match.</summary>
    public IReadOnlyList<RateLimitValueMatch> Cookies { get; init; } = [];

    /// <summary>Who sends the request.</summary>
    public RateLimitSource? Source { get; init; }
}
