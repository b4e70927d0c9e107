using MeshControl.Kubernetes;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>An object of the cluster as it is now; no resource where it has errors.</summary>
internal readonly record struct DecodedObject(ResourceKey Key, ApiResource Api, long Generation, Resource? Resource, IReadOnlyList<Finding> Findings);
