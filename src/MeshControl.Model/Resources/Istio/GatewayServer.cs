using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>One port of a Gateway with its hosts and TLS (istio.networking.v1alpha3.Server).</summary>
public sealed record GatewayServer
{
    [Limits(Required = true)]
    public GatewayPort? Port { get; init; }

    public string Bind { get; init; } = "";

    [Limits(Required = true)]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public ServerTlsSettings? Tls { get; init; }

    public string DefaultEndpoint { get; init; } = "";

    public string Name { get; init; } = "";
}
