using System.Collections.Frozen;
using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>The services of an egress listener that have a port, each cut down to it; every service where there is no one port.</summary>
public sealed class ServicesOfPort : IEquatable<ServicesOfPort>
{
    private readonly Lazy<FrozenDictionary<string, Service>> _byHost;
    private readonly Lazy<EquatableArray<Service>> _wildcards;

    private ServicesOfPort(EquatableArray<Service> services)
    {
        Services = services;
        _byHost = new(() => Services.DistinctBy(static service => service.Host).ToFrozenDictionary(static service => service.Host));
        _wildcards = new(() => [.. Services.Where(static service => HostNames.IsWildcard(service.Host))]);
    }

    public static ServicesOfPort Empty { get; } = new([]);

    /// <summary>In scope order.</summary>
    public EquatableArray<Service> Services { get; }

    /// <summary>Those of which the host is a wildcard.</summary>
    public EquatableArray<Service> Wildcards => _wildcards.Value;

    public static ServicesOfPort Create(EquatableArray<Service> services, int port)
    {
        if (port == 0)
        {
            return new(services);
        }

        var kept = new List<Service>();
        foreach (var service in services)
        {
            if (service.FindPort(port) is { } own)
            {
                kept.Add(service.Ports.Count == 1 ? service : service with { Ports = [own] });
            }
        }

        return new(kept.ToEquatableArray());
    }

    public Service? Find(string host) => _byHost.Value.GetValueOrDefault(host);

    public bool Equals(ServicesOfPort? other) => other is not null && (ReferenceEquals(this, other) || Services.Equals(other.Services));

    public override bool Equals(object? obj) => Equals(obj as ServicesOfPort);

    public override int GetHashCode() => Services.Count;
}
