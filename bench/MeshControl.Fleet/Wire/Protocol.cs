namespace MeshControl.Fleet.Wire;

/// <summary>The variant of ADS a proxy speaks.</summary>
internal enum Protocol
{
    Delta,
    StateOfTheWorld,
}
