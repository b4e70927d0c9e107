using System.Net.Sockets;

namespace MeshControl.Kubernetes.Tests.Conformance;

/// <summary>The network between a client and its API server, which can be cut: what is open breaks, what is new fails.</summary>
internal sealed class Wire : DelegatingHandler
{
    private CancellationTokenSource _cut = new();

    public async Task CutAsync() => await _cut.CancelAsync();

    public void Mend() => _cut = new CancellationTokenSource();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var cut = _cut.Token;
        if (cut.IsCancellationRequested)
            throw new HttpRequestException("the wire is cut", new SocketException((int)SocketError.ConnectionRefused));
        var response = await base.SendAsync(request, cancellationToken);
        var content = new StreamContent(new WireStream(await response.Content.ReadAsStreamAsync(cancellationToken), cut));
        foreach (var header in response.Content.Headers)
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        response.Content = content;
        return response;
    }
}
