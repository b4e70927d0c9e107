namespace MeshControl.Model.Resources.Istio;

/// <summary>Tokens that a workload accepts (istio.security.v1beta1.RequestAuthentication).</summary>
public sealed record RequestAuthentication
{
    public MatchLabelsSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    public IReadOnlyList<JwtRule> JwtRules { get; init; } = [];
}
