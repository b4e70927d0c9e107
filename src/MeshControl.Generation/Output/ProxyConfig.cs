using System.Collections.Immutable;
using MeshControl.Incremental;

namespace MeshControl.Generation.Output;

/// <summary>
/// All that one proxy class is served at one revision: a handful of references to shared sets. Secrets of a proxy's own identity are not
/// part of it; each session adds its own.
/// </summary>
public sealed class ProxyConfig
{
    private readonly Lazy<ResourceView> _routes;
    private readonly Lazy<ResourceView> _splitRoutes;
    private readonly Lazy<ResourceView> _virtualHosts;

    public ProxyConfig(
        Revision revision, ResourceView clusters, ResourceView endpoints, ResourceView listeners, ResourceView extensions, ImmutableArray<RouteTableSet> routes)
    {
        Revision = revision;
        Clusters = clusters;
        Endpoints = endpoints;
        Listeners = listeners;
        Extensions = extensions;
        RouteTables = routes;
        _routes = new(() => new ResourceView([.. RouteTables.Select(set => set.Whole)]));
        _splitRoutes = new(() => new ResourceView([.. RouteTables.Select(set => set.Split)]));
        _virtualHosts = new(() => new ResourceView([.. RouteTables.SelectMany(set => set.Hosts)]));
    }

    /// <summary>The revision it was compiled at; two configurations with the same views may differ in it.</summary>
    public Revision Revision { get; }

    public ResourceView Clusters { get; }

    public ResourceView Endpoints { get; }

    public ResourceView Listeners { get; }

    public ResourceView Extensions { get; }

    public ImmutableArray<RouteTableSet> RouteTables { get; }

    /// <summary>What a stream that takes routes this way sees of a type. Secrets are empty here.</summary>
    public ResourceView View(ResourceType type, RouteDelivery delivery) => type.Name switch
    {
        "CDS" => Clusters,
        "EDS" => Endpoints,
        "LDS" => Listeners,
        "ECDS" => Extensions,
        "RDS" => delivery == RouteDelivery.Table ? _routes.Value : _splitRoutes.Value,
        "VHDS" => delivery == RouteDelivery.Table ? ResourceView.Empty : _virtualHosts.Value,
        _ => ResourceView.Empty,
    };

    /// <summary>True when every set is the same object, so that no stream has anything to send.</summary>
    public bool HasSameContent(ProxyConfig other) =>
        Clusters.IsSame(other.Clusters) && Endpoints.IsSame(other.Endpoints) && Listeners.IsSame(other.Listeners)
        && Extensions.IsSame(other.Extensions) && RouteTables.AsSpan().SequenceEqual(other.RouteTables.AsSpan());
}
