namespace MeshControl.Model.Resources.Istio;

/// <summary>One rule: it matches when from, to and when all match (istio.security.v1beta1.Rule).</summary>
public sealed record AuthorizationRule
{
    public IReadOnlyList<AuthorizationFrom> From { get; init; } = [];

    public IReadOnlyList<AuthorizationTo> To { get; init; } = [];

    public IReadOnlyList<AuthorizationCondition> When { get; init; } = [];
}
