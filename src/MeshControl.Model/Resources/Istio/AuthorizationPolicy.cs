using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Who may do what at a workload (istio.security.v1beta1.AuthorizationPolicy).</summary>
public sealed record AuthorizationPolicy
{
    public MatchLabelsSelector? Selector { get; init; }

    public PolicyTargetReference? TargetRef { get; init; }

    [Limits(MaxItems = 16)]
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    [Limits(MaxItems = 512)]
    public IReadOnlyList<AuthorizationRule> Rules { get; init; } = [];

    public AuthorizationAction Action { get; init; }

    [OneOf("actionDetail")]
    public AuthorizationProvider? Provider { get; init; }
}
