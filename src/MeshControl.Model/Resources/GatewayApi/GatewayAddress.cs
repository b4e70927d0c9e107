namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io GatewaySpecAddress; Type is IPAddress (also when null), Hostname or NamedAddress.</summary>
public sealed record GatewayAddress
{
    public string? Type { get; init; }

    public string Value { get; init; } = "";
}
