using System.Collections.Immutable;

namespace MeshControl.Kubernetes.Client;

/// <summary>A resource as discovery lists it; subresources (<c>pods/status</c>) carry the slash in their resource's plural.</summary>
public sealed record ServedResource(ApiResource Resource, ImmutableArray<string> Verbs);
