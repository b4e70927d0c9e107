namespace MeshControl.Generation.Output;

/// <summary>
/// One xDS resource, encoded once and shared by every stream that serves it. Immutable; equal when name and content are.
/// </summary>
/// <remarks>
/// The bytes are one `resources` entry of a DeltaDiscoveryResponse (tag and length included). Its last part, the embedded Any with the
/// tag it has there (field 2), is byte for byte a `resources` entry of a DiscoveryResponse, so both protocols send slices of one array.
/// </remarks>
public sealed class EncodedResource : IEquatable<EncodedResource>
{
    private readonly byte[] _entry;
    private readonly int _anyEntryOffset;
    private readonly int _anyOffset;

    internal EncodedResource(string name, string version, byte[] entry, int anyEntryOffset, int anyOffset, string? endpointName)
    {
        Name = name;
        Version = version;
        EndpointName = endpointName;
        _entry = entry;
        _anyEntryOffset = anyEntryOffset;
        _anyOffset = anyOffset;
    }

    /// <summary>The name a client subscribes to.</summary>
    public string Name { get; }

    /// <summary>16 hex digits of the SHA-256 of the resource's bytes: equal content, equal version, on every replica.</summary>
    public string Version { get; }

    /// <summary>For a cluster of type EDS: the name of its load assignment; else null.</summary>
    public string? EndpointName { get; }

    /// <summary>A framed `resources` entry of a DeltaDiscoveryResponse.</summary>
    public ReadOnlyMemory<byte> DeltaEntry => _entry;

    /// <summary>A framed `resources` entry of a DiscoveryResponse.</summary>
    public ReadOnlyMemory<byte> StateOfTheWorldEntry => _entry.AsMemory(_anyEntryOffset);

    /// <summary>The google.protobuf.Any of the resource.</summary>
    public ReadOnlyMemory<byte> Any => _entry.AsMemory(_anyOffset);

    public bool Equals(EncodedResource? other) =>
        other is not null && (ReferenceEquals(this, other) || (Version == other.Version && Name == other.Name && EndpointName == other.EndpointName));

    public override bool Equals(object? obj) => Equals(obj as EncodedResource);

    public override int GetHashCode() => HashCode.Combine(Name, Version);

    public override string ToString() => $"{Name}@{Version}";
}
