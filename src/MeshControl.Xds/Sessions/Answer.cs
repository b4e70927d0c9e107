using MeshControl.Generation.Output;

namespace MeshControl.Xds.Sessions;

/// <summary>A response that was answered, with the resources and removals it held.</summary>
internal readonly record struct Answer(long Nonce, IReadOnlyList<EncodedResource> Content, IReadOnlyList<string> Removed);
