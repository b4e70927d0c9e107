using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Routes;

/// <summary>Mesh and proxy settings that every route depends on.</summary>
/// <param name="Retry">`meshConfig.defaultHttpRetryPolicy`, or null for the built-in one.</param>
/// <param name="CountsAttempts">False with `proxyHeaders.attemptCount.disabled`.</param>
/// <param name="AppendsForwardedHost">True with `proxyHeaders.xForwardedHost.enabled`.</param>
public sealed record RouteDefaults(HttpRetry? Retry = null, bool CountsAttempts = true, bool AppendsForwardedHost = false);
