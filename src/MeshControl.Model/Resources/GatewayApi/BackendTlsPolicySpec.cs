using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io BackendTLSPolicy.</summary>
public sealed record BackendTlsPolicySpec
{
    public IReadOnlyList<PolicyTarget> TargetRefs { get; init; } = [];

    public BackendTlsValidation? Validation { get; init; }

    public IReadOnlyDictionary<string, string> Options { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
