using System.Collections.Immutable;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.References;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>How the secrets and ConfigMaps that something refers to are watched: each by its name, or, where they are many, all but those that never are meant.</summary>
internal static class ReferencePlans
{
    private const int MostByName = 100;
    private const string NeverMeant = "type!=helm.sh/release.v1,type!=kubernetes.io/service-account-token,type!=bootstrap.kubernetes.io/token";

    public static ImmutableHashSet<WatchPlan> Of(IReadOnlySet<ReferencedObject> references)
    {
        // A name that is wanted everywhere need not be watched in single namespaces.
        var everywhere = references.Where(reference => reference.Namespace is null).Select(reference => (reference.Kind, reference.Name)).ToHashSet();
        var wanted = references.Where(reference => reference.Namespace is null || !everywhere.Contains((reference.Kind, reference.Name))).ToLookup(reference => reference.Kind);
        return [.. wanted.SelectMany(kind => Of(kind.Key, [.. kind]))];
    }

    private static IEnumerable<WatchPlan> Of(ResourceKind kind, IReadOnlyList<ReferencedObject> wanted) => wanted.Count > MostByName
        ? [new WatchPlan(kind, new WatchScope(FieldSelector: kind == KindCatalog.Secret ? NeverMeant : null))]
        : wanted.Select(reference => new WatchPlan(kind, WatchScope.Named(reference.Namespace, reference.Name)));
}
