using System.Net;
using MeshControl.Kubernetes.Connection;

namespace MeshControl.Kubernetes.Client;

/// <summary>Sends requests as us: adds the credential, tries once more with a fresh one after 401, turns every failure into one kind of exception.</summary>
internal sealed class ApiSender(KubeConnection connection, HttpMessageInvoker http, TimeProvider time)
{
    /// <summary>How long an answer's next piece may take, where nobody says otherwise.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public HttpMessageInvoker Http => http;

    public TimeProvider Time => time;

    public KubeConnection Connection => connection;

    /// <summary>The answer's head; its body has not been read.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var response = await GuardAsync(request.ToString(), patience, token => SendAsync(request, token), cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await ErrorAnswer.ReadAsync(request.ToString(), response, cancellationToken);
    }

    /// <summary>The whole answer, for those that are small.</summary>
    public async Task<byte[]> SendForBytesAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(request, Patience, cancellationToken);
        return await GuardAsync(request.ToString(), Patience, token => response.Content.ReadAsByteArrayAsync(token), cancellationToken);
    }

    /// <summary>Runs a step of a request with a time limit of our clock; whatever goes wrong under it comes out as <see cref="KubeApiException"/>.</summary>
    public async Task<T> GuardAsync<T>(string what, TimeSpan? patience, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var limit = patience is { } after ? new CancellationTokenSource(after, time) : new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await step(linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw KubeApiException.Timeout($"{what}: nothing came for {patience?.TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw KubeApiException.Unreachable($"{what}: {failure.Message}", failure);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var credential = await CredentialAsync(cancellationToken);
        var response = await SendOnceAsync(request, credential, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        connection.Credentials.Invalidate(credential);
        var fresh = await CredentialAsync(cancellationToken);
        if (ReferenceEquals(fresh, credential))
            return response;
        response.Dispose();
        return await SendOnceAsync(request, fresh, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, Credential credential, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(connection.BaseAddress, credential.Authorization);
        return await http.SendAsync(message, cancellationToken);
    }

    public async ValueTask<Credential> CredentialAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await connection.Credentials.GetAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or KubeconfigException)
        {
            throw new KubeApiException(401, "NoCredential", $"no credential for {connection.BaseAddress}: {failure.Message}", failure);
        }
    }
}
