using System.Collections.Immutable;

namespace MeshControl.Kubernetes.Client;

/// <summary>One page of a list. <paramref name="Continue"/> is null on the last one; <paramref name="ResourceVersion"/> is where a watch starts.</summary>
public sealed record KubeList(ImmutableArray<KubeObject> Items, string ResourceVersion, string? Continue);
