using System.Collections.Immutable;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Server.Sources.Kubernetes;

/// <summary>One thing to watch.</summary>
/// <param name="Kind">In the first of its versions that the server has.</param>
/// <param name="Scope">Which objects.</param>
/// <param name="Instead">The kind that stands in where the server does not have the first one: Endpoints for EndpointSlice.</param>
internal sealed record WatchPlan(ResourceKind Kind, WatchScope Scope, ResourceKind? Instead = null)
{
    // Written by the mesh or by people for it: these may belong to one revision.
    private static readonly string[] RevisionedGroups =
        ["networking.istio.io", "security.istio.io", "telemetry.istio.io", "extensions.istio.io", "gateway.networking.k8s.io"];

    private static readonly ImmutableArray<ResourceKind> ByReference = [KindCatalog.Secret, KindCatalog.ConfigMap];

    /// <summary>What is watched whole: every kind that becomes a fact, but those that are read by reference and service accounts, of which nothing is read.</summary>
    public static ImmutableArray<WatchPlan> Everything { get; } =
    [
        new(KindCatalog.EndpointSlice, WatchScope.All, KindCatalog.Endpoints),
        .. KindCatalog.All
            .Where(kind => kind != KindCatalog.EndpointSlice && kind != KindCatalog.Endpoints && kind != KindCatalog.ServiceAccount && !ByReference.Contains(kind))
            .Select(kind => new WatchPlan(kind, WatchScope.All)),
    ];

    public static WatchPlan ConfigMapNamed(string ns, string name) => new(KindCatalog.ConfigMap, WatchScope.Named(ns, name));

    public static bool IsRevisioned(ResourceKind kind) => RevisionedGroups.Contains(kind.Group, StringComparer.Ordinal);

    /// <summary>Kinds whose objects get a status from us.</summary>
    public static bool HasStatus(ApiResource resource) => RevisionedGroups.Contains(resource.Group, StringComparer.Ordinal);

    /// <summary>The kinds in all their versions as the API server names them, the preferred one first.</summary>
    public IEnumerable<(ResourceKind Kind, ApiResource Resource)> Candidates() =>
        new[] { Kind, Instead }.OfType<ResourceKind>().SelectMany(kind => kind.Versions.Select(version => (kind, new ApiResource(kind.Group, version, kind.Plural, kind.Kind, kind.Namespaced))));

    /// <summary>What of the objects is kept while they are parsed.</summary>
    public static FieldTrim Trim(ResourceKind kind) => FieldPaths.Of(kind) is { Count: > 0 } paths ? FieldTrim.Keep([.. paths]) : FieldTrim.Drop("spec", "status");

    /// <summary>For logs and readiness: endpointslices.discovery.k8s.io.</summary>
    public override string ToString()
    {
        var name = Kind.Group.Length == 0 ? Kind.Plural : $"{Kind.Plural}.{Kind.Group}";
        return Scope == WatchScope.All ? name : $"{name} {Scope}";
    }
}
