namespace MeshControl.Model.Resources.Istio;

/// <summary>Routes for hosts (istio.networking.v1alpha3.VirtualService).</summary>
public sealed record VirtualService
{
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyList<string> Gateways { get; init; } = [];

    public IReadOnlyList<HttpRoute> Http { get; init; } = [];

    public IReadOnlyList<TlsRoute> Tls { get; init; } = [];

    public IReadOnlyList<TcpRoute> Tcp { get; init; } = [];

    public IReadOnlyList<string> ExportTo { get; init; } = [];
}
