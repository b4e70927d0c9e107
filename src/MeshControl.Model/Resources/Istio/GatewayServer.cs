namespace MeshControl.Model.Resources.Istio;

/// <summary>One port of a Gateway with its hosts and TLS (istio.networking.v1alpha3.Server).</summary>
public sealed record GatewayServer
{
    public GatewayPort? Port { get; init; }

    public string Bind { get; init; } = "";

    public IReadOnlyList<string> Hosts { get; init; } = [];

    public ServerTlsSettings? Tls { get; init; }

    public string DefaultEndpoint { get; init; } = "";

    public string Name { get; init; } = "";
}
