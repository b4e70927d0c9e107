using System.Collections.Frozen;
using MeshControl.Incremental;

namespace MeshControl.Model.Services;

/// <summary>The services that one namespace sees, by host; equal when the lists are.</summary>
public sealed class ServiceIndex(string viewer, EquatableArray<Service> services) : IEquatable<ServiceIndex>
{
    private readonly Lazy<FrozenDictionary<string, Service>> _byHost = new(() => Best(viewer, services));

    public string Viewer { get; } = viewer;

    /// <summary>Oldest first.</summary>
    public EquatableArray<Service> Services { get; } = services;

    /// <summary>The one meant by a host: the viewer's own, else a Kubernetes one, else the oldest.</summary>
    public Service? Find(string host) => _byHost.Value.GetValueOrDefault(host);

    public bool Equals(ServiceIndex? other) => other is not null && Viewer == other.Viewer && Services.Equals(other.Services);

    public override bool Equals(object? obj) => Equals(obj as ServiceIndex);

    public override int GetHashCode() => HashCode.Combine(Viewer, Services.Count);

    /// <summary>One service a host, in list order, chosen as <see cref="Find"/> does.</summary>
    public IEnumerable<Service> OnePerHost() => Services.Where(service => ReferenceEquals(Find(service.Host), service));

    private static FrozenDictionary<string, Service> Best(string viewer, EquatableArray<Service> services)
    {
        var best = new Dictionary<string, Service>(services.Count);
        foreach (var service in services)
        {
            if (!best.TryGetValue(service.Host, out var known) || IsBetter(service, known, viewer))
            {
                best[service.Host] = service;
            }
        }

        return best.ToFrozenDictionary();
    }

    private static bool IsBetter(Service candidate, Service known, string viewer)
    {
        if (known.Namespace == viewer)
        {
            return false;
        }

        return candidate.Namespace == viewer
            || (known.Registry != ServiceRegistry.Kubernetes && candidate.Registry == ServiceRegistry.Kubernetes);
    }
}
