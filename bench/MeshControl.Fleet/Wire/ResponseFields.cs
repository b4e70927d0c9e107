namespace MeshControl.Fleet.Wire;

/// <summary>Field numbers of DiscoveryResponse and DeltaDiscoveryResponse (envoy.service.discovery.v3).</summary>
internal static class ResponseFields
{
    public static ResponseField Meaning(Protocol protocol, int field) => (protocol, field) switch
    {
        (Protocol.StateOfTheWorld, 1) => ResponseField.Version,
        (_, 2) => ResponseField.Resource,
        (_, 4) => ResponseField.TypeUrl,
        (_, 5) => ResponseField.Nonce,
        (Protocol.Delta, 6) => ResponseField.Removed,
        _ => ResponseField.Other,
    };
}
