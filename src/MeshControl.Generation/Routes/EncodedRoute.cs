namespace MeshControl.Generation.Routes;

/// <summary>One serialized envoy.config.route.v3.Route.</summary>
/// <param name="Bytes">The message.</param>
/// <param name="IsCatchAll">True where it matches every request.</param>
public readonly record struct EncodedRoute(ReadOnlyMemory<byte> Bytes, bool IsCatchAll);
