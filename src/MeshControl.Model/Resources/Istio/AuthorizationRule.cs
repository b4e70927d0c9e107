using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>One rule: it matches when from, to and when all match (istio.security.v1beta1.Rule).</summary>
public sealed record AuthorizationRule
{
    [Limits(MinItems = 1, MaxItems = 512)]
    public IReadOnlyList<AuthorizationFrom> From { get; init; } = [];

    [Limits(MinItems = 1)]
    public IReadOnlyList<AuthorizationTo> To { get; init; } = [];

    public IReadOnlyList<AuthorizationCondition> When { get; init; } = [];
}
