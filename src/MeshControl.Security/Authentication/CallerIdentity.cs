using MeshControl.Security.Identity;

namespace MeshControl.Security.Authentication;

/// <summary>Who called, as their credentials prove it.</summary>
/// <param name="Identity">A workload's SPIFFE ID.</param>
/// <param name="PodName">The pod that the credentials are bound to; null where they are bound to none.</param>
/// <param name="Expires">When the credentials stop being valid; null for never.</param>
public sealed record CallerIdentity(SpiffeId Identity, string? PodName = null, DateTimeOffset? Expires = null);
