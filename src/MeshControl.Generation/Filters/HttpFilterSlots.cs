using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshControl.Incremental;

namespace MeshControl.Generation.Filters;

/// <summary>HTTP filters that policies and extensions put into the fixed places of <see cref="HttpFilterChain"/>.</summary>
public sealed record HttpFilterSlots
{
    public static HttpFilterSlots None { get; } = new();

    /// <summary>External authorization (action CUSTOM).</summary>
    public EquatableArray<HttpFilter> CustomAuthorization { get; init; }

    /// <summary>Extensions of phase AUTHN.</summary>
    public EquatableArray<HttpFilter> BeforeAuthentication { get; init; }

    /// <summary>Request authentication.</summary>
    public EquatableArray<HttpFilter> Authentication { get; init; }

    /// <summary>Extensions of phase AUTHZ.</summary>
    public EquatableArray<HttpFilter> BeforeAuthorization { get; init; }

    /// <summary>Allow, deny and audit policies.</summary>
    public EquatableArray<HttpFilter> Authorization { get; init; }

    /// <summary>Extensions of phase STATS, then of no phase.</summary>
    public EquatableArray<HttpFilter> AfterAuthorization { get; init; }

    /// <summary>Rate limits, for requests that policies let through.</summary>
    public EquatableArray<HttpFilter> RateLimits { get; init; }

    /// <summary>Resolves the request's host when it comes (dynamic forward proxy).</summary>
    public EquatableArray<HttpFilter> BeforeRouter { get; init; }
}
