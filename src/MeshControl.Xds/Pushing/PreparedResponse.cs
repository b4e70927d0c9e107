using MeshControl.Generation.Output;
using MeshControl.Grpc;

namespace MeshControl.Xds.Pushing;

/// <summary>One response, ready to be written.</summary>
/// <param name="Type">Null for a type that is not served.</param>
internal sealed record PreparedResponse(ResourceType? Type, long Nonce, int ResourceCount, GrpcPayload Payload);
