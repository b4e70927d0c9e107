using MeshControl.Kubernetes;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Statuses;

/// <summary>An object of the cluster about whose acceptance there is something to say.</summary>
/// <param name="Key">The object.</param>
/// <param name="Resource">As the API server names its kind.</param>
/// <param name="Generation">The version of its spec that this is about.</param>
/// <param name="IsRejected">It has errors, and its last valid version stays in use.</param>
/// <param name="Findings">About this version.</param>
internal sealed record ObjectState(ResourceKey Key, ApiResource Resource, long Generation, bool IsRejected, IReadOnlyList<Finding> Findings);
