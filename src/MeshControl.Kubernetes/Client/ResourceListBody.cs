using System.Collections.Immutable;

namespace MeshControl.Kubernetes.Client;

/// <summary>metav1.APIResourceList: what one group and version serves.</summary>
internal sealed record ResourceListBody(ImmutableArray<ResourceListBody.ResourceBody>? Resources)
{
    internal sealed record ResourceBody(string Name, string Kind, bool Namespaced, ImmutableArray<string>? Verbs);
}
