namespace MeshControl.Generation.Endpoints;

/// <summary>What of a client's place the rules of a scope look at.</summary>
internal readonly record struct PlaceNeeds(bool Locality, bool Node)
{
    public static PlaceNeeds operator |(PlaceNeeds a, PlaceNeeds b) => new(a.Locality || b.Locality, a.Node || b.Node);
}
