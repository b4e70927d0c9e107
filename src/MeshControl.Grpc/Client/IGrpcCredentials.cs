using System.Net.Http.Headers;

namespace MeshControl.Grpc.Client;

/// <summary>Adds what proves the caller's identity to the headers of each call.</summary>
public interface IGrpcCredentials
{
    ValueTask ApplyAsync(HttpRequestHeaders headers, CancellationToken cancellationToken);
}
