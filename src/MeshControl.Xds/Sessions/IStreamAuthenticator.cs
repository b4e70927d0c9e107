using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Model.Proxies;

namespace MeshControl.Xds.Sessions;

/// <summary>Verifies who opened a stream. Optional: without one every stream is served configuration as what its node says it is.</summary>
public interface IStreamAuthenticator
{
    /// <summary>The verified identity (a SPIFFE ID), or null where the stream may go on without one.</summary>
    /// <exception cref="GrpcStatusException">UNAUTHENTICATED for bad credentials, PERMISSION_DENIED for a claim of another identity.</exception>
    ValueTask<string?> AuthenticateAsync(GrpcCall call, ProxyIdentity proxy, CancellationToken cancellationToken);
}
