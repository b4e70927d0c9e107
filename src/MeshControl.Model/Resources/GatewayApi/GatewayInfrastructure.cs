using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io GatewayInfrastructure.</summary>
public sealed record GatewayInfrastructure
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public ParametersReference? ParametersRef { get; init; }
}
