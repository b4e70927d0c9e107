using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Xds.Tests.Host;

/// <summary>One resource of a response; the version is empty in state of the world.</summary>
internal sealed record AdsResource(string Name, string Version, Any Body);
