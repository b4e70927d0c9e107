namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPHeader.</summary>
public sealed record HttpHeaderValue
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}
