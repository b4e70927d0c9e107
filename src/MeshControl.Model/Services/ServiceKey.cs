namespace MeshControl.Model.Services;

/// <summary>Identity of a service: host name and the namespace of the object that declares it.</summary>
public readonly record struct ServiceKey(string Host, string Namespace) : IComparable<ServiceKey>
{
    public int CompareTo(ServiceKey other) =>
        string.CompareOrdinal(Host, other.Host) is var c and not 0 ? c : string.CompareOrdinal(Namespace, other.Namespace);

    public override string ToString() => $"{Namespace}/{Host}";
}
