using System.Text.Json;

namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io Gateway.</summary>
public sealed record GatewaySpec
{
    public string GatewayClassName { get; init; } = "";

    public IReadOnlyList<Listener> Listeners { get; init; } = [];

    public IReadOnlyList<GatewayAddress> Addresses { get; init; } = [];

    public GatewayInfrastructure? Infrastructure { get; init; }

    public AllowedListeners? AllowedListeners { get; init; }

    public JsonElement? Tls { get; init; }

    public string? DefaultScope { get; init; }
}
