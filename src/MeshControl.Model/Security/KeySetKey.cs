namespace MeshControl.Model.Security;

/// <summary>A key set that has to be fetched.</summary>
/// <param name="Issuer">Whose tokens it verifies; found by discovery where there is no address.</param>
/// <param name="Uri">Its address, or empty.</param>
public readonly record struct KeySetKey(string Issuer, string Uri) : IComparable<KeySetKey>
{
    public int CompareTo(KeySetKey other)
    {
        var byIssuer = string.CompareOrdinal(Issuer, other.Issuer);
        return byIssuer != 0 ? byIssuer : string.CompareOrdinal(Uri, other.Uri);
    }

    public override string ToString() => Uri.Length > 0 ? Uri : Issuer;
}
