using System.Collections.Immutable;
using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Clusters;

/// <summary>
/// A share of a scope's services, small enough to be looked through when one of them changes. A service is always in the share of its host,
/// so that one that comes or goes touches no other share.
/// </summary>
internal sealed class ServiceBucket(EquatableArray<Service> services) : IEquatable<ServiceBucket>
{
    private const int BucketSize = 64;
    private const int MaxBuckets = 32;
    private readonly int _hash = Hash(services);

    public EquatableArray<Service> Services { get; } = services;

    public bool Equals(ServiceBucket? other) =>
        other is not null && (ReferenceEquals(this, other) || (_hash == other._hash && Services.Equals(other.Services)));

    public override bool Equals(object? obj) => Equals(obj as ServiceBucket);

    public override int GetHashCode() => _hash;

    /// <summary>Divides services by host, in scope order inside a bucket; empty buckets are left out.</summary>
    public static EquatableArray<ServiceBucket> Divide(IReadOnlyCollection<Service> services)
    {
        var count = 1;
        while (count < MaxBuckets && count * BucketSize < services.Count)
        {
            count *= 2;
        }

        var buckets = new ImmutableArray<Service>.Builder?[count];
        foreach (var service in services)
        {
            (buckets[StableHash(service.Host) % count] ??= ImmutableArray.CreateBuilder<Service>()).Add(service);
        }

        return buckets.OfType<ImmutableArray<Service>.Builder>().Select(bucket => new ServiceBucket(bucket.ToImmutable())).ToEquatableArray();
    }

    private static int Hash(EquatableArray<Service> services)
    {
        var hash = new HashCode();
        foreach (var service in services)
        {
            hash.Add(service.Key);
        }

        return hash.ToHashCode();
    }

    // FNV-1a: the same in every process, unlike string.GetHashCode.
    private static int StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)(hash & int.MaxValue);
    }
}
