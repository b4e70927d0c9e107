namespace MeshControl.Fleet.Wire;

/// <summary>One response: its shared content, and the few bytes that are this stream's own.</summary>
internal readonly record struct DiscoveryResponse(DiscoveryContent Content, byte[] Nonce, byte[] Version, long Bytes, long ReceivedAt);
