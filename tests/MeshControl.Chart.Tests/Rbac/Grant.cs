using MeshControl.Testing.Kubernetes;

namespace MeshControl.Chart.Tests.Rbac;

/// <summary>One verb on one resource that a chart's roles grant.</summary>
/// <param name="Namespace">Of the Role; empty for a ClusterRole.</param>
/// <param name="Names">Of the objects; empty for all.</param>
internal sealed record Grant(string Group, string Resource, string Verb, string Namespace, IReadOnlyList<string> Names)
{
    public bool Allows(RecordedRequest request) =>
        request.Group == Group && request.Resource == Resource && request.Verb == Verb
        && (Namespace.Length == 0 || request.Namespace == Namespace)
        // A name that is not in the request cannot be allowed: the server decides before it reads the body.
        && (Names.Count == 0 || Names.Contains(request.Name));

    public override string ToString() => $"{Verb} {Resource}.{Group}{(Namespace.Length > 0 ? " in " + Namespace : "")}{(Names.Count > 0 ? " named " + string.Join(", ", Names) : "")}";
}
