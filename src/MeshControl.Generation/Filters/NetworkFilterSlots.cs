using Envoy.Config.Listener.V3;
using MeshControl.Incremental;

namespace MeshControl.Generation.Filters;

/// <summary>Network filters that policies and extensions put in front of the TCP proxy, in the order of <see cref="HttpFilterSlots"/>.</summary>
public sealed record NetworkFilterSlots
{
    public static NetworkFilterSlots None { get; } = new();

    /// <summary>Rate limits of connections, before anything else is done for them.</summary>
    public EquatableArray<Filter> RateLimits { get; init; }

    /// <summary>External authorization (action CUSTOM).</summary>
    public EquatableArray<Filter> CustomAuthorization { get; init; }

    /// <summary>Extensions of phase AUTHN.</summary>
    public EquatableArray<Filter> BeforeAuthentication { get; init; }

    /// <summary>Extensions of phase AUTHZ.</summary>
    public EquatableArray<Filter> BeforeAuthorization { get; init; }

    /// <summary>Allow, deny and audit policies.</summary>
    public EquatableArray<Filter> Authorization { get; init; }

    /// <summary>Extensions of phase STATS, then of no phase.</summary>
    public EquatableArray<Filter> AfterAuthorization { get; init; }

    /// <summary>All of them in order.</summary>
    public IEnumerable<Filter> InOrder => [.. RateLimits, .. CustomAuthorization, .. BeforeAuthentication, .. BeforeAuthorization, .. Authorization, .. AfterAuthorization];
}
