using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources;

/// <summary>An object's metadata; Created is DateTimeOffset.MaxValue when the object does not say: it counts as the youngest.</summary>
public sealed record ResourceMeta
{
    /// <summary>As written, such as networking.istio.io/v1beta1.</summary>
    public string ApiVersion { get; init; } = "";

    public required string Name { get; init; }

    /// <summary>Empty for a cluster-scoped object.</summary>
    public string Namespace { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public DateTimeOffset Created { get; init; } = DateTimeOffset.MaxValue;

    public long Generation { get; init; }

    /// <summary>Set for a pod that a controller made.</summary>
    public string GenerateName { get; init; } = "";

    public string Uid { get; init; } = "";

    public string ResourceVersion { get; init; } = "";

    /// <summary>When set, the object is being deleted.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    public IReadOnlyList<OwnerReference> OwnerReferences { get; init; } = [];

    public ResourceOrigin Origin { get; init; } = ResourceOrigin.None;
}
