using System.Net.Http.Headers;

namespace MeshControl.Grpc.Client;

/// <summary>Sends <c>authorization: Bearer</c> with a token asked for at each call, since tokens rotate.</summary>
public sealed class BearerCredentials(Func<CancellationToken, ValueTask<string>> token) : IGrpcCredentials
{
    public async ValueTask ApplyAsync(HttpRequestHeaders headers, CancellationToken cancellationToken) =>
        headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(cancellationToken));
}
