using MeshControl.Model.Resources.Reading;

namespace MeshControl.Model.Resources;

/// <summary>Describes one kind of object that the mesh reads.</summary>
public sealed class ResourceKind
{
    internal ResourceKind(ResourceFactoryMethod factory)
    {
        Factory = factory;
    }

    /// <summary>The kind's name, unique in the catalog: the Gateway API's Gateway is KubernetesGateway.</summary>
    public required string Id { get; init; }

    /// <summary>The API group; empty for core/v1.</summary>
    public required string Group { get; init; }

    /// <summary>Versions that are read, the preferred one first; all decode alike.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>The lower-case plural, as in API paths.</summary>
    public required string Plural { get; init; }

    public required string Kind { get; init; }

    public bool Namespaced { get; init; } = true;

    /// <summary>The record of the spec, or of the whole object where <see cref="SpecIsDocument"/>.</summary>
    public required Type SpecType { get; init; }

    /// <summary>The object has no spec of its own (EndpointSlice, Secret, ...) or is read together with its status (Service, Pod).</summary>
    public bool SpecIsDocument { get; init; }

    /// <summary>The record has every field of the API, so that any other field is a mistake; false where only some fields are read.</summary>
    public bool HasFullSchema { get; init; }

    /// <summary>Kubernetes learns the kind by a definition of ours; the Gateway API's definitions come from its own project.</summary>
    public bool IsCustom => HasFullSchema && Group.Length > 0 && !Group.EndsWith("k8s.io", StringComparison.Ordinal);

    /// <summary>Conditions and addresses of the status are read.</summary>
    public bool ReadsStatus { get; init; }

    /// <summary>Labels of the object are part of its meaning.</summary>
    public bool ReadsLabels { get; init; }

    /// <summary>Istio's annotations, and the ingress class, are part of the object's meaning.</summary>
    public bool ReadsAnnotations { get; init; }

    /// <summary>Owner references and the deletion timestamp are part of the object's meaning.</summary>
    public bool ReadsLifecycle { get; init; }

    internal ResourceFactoryMethod Factory { get; }

    /// <summary>A change of this annotation is a change of the object.</summary>
    public bool ReadsAnnotation(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return ReadsAnnotations && slash > 0 &&
            (name == "kubernetes.io/ingress.class" || name.AsSpan(0, slash) is "istio.io" || name.AsSpan(0, slash).EndsWith(".istio.io", StringComparison.Ordinal));
    }

    public override string ToString() => Id;
}
