namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io GatewayClass.</summary>
public sealed record GatewayClassSpec
{
    public string ControllerName { get; init; } = "";

    public ParametersReference? ParametersRef { get; init; }

    public string? Description { get; init; }
}
