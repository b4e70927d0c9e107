using System.Collections.Immutable;

namespace MeshControl.Kubernetes.Client;

/// <summary>An object's ObjectMeta, without managedFields and the last-applied annotation, which are never kept. Namespace is empty for cluster-wide kinds.</summary>
public sealed record KubeMetadata(string Namespace, string Name)
{
    public string Uid { get; init; } = "";

    /// <summary>Opaque: equal or not, and what a watch continues from.</summary>
    public string ResourceVersion { get; init; } = "";

    public long Generation { get; init; }

    public StringMap Labels { get; init; } = StringMap.Empty;

    public StringMap Annotations { get; init; } = StringMap.Empty;

    public DateTimeOffset? Created { get; init; }

    /// <summary>Set while the object waits for its finalizers or its grace period.</summary>
    public DateTimeOffset? Deleted { get; init; }

    public ImmutableArray<OwnerReference> Owners { get; init; } = [];

    /// <summary><c>namespace/name</c>, or the name alone.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
