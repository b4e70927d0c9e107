using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Tokens that a workload accepts (istio.security.v1beta1.RequestAuthentication).</summary>
public sealed record RequestAuthentication
{
    public MatchLabelsSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    [Limits(MaxItems = 16)]
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    [Limits(MaxItems = 4096)]
    public IReadOnlyList<JwtRule> JwtRules { get; init; } = [];
}
