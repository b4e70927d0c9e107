namespace MeshControl.Fleet.Wire;

/// <summary>The fields of a discovery response that matter to a client.</summary>
internal enum ResponseField
{
    Other,
    Version,
    Resource,
    Removed,
    TypeUrl,
    Nonce,
}
