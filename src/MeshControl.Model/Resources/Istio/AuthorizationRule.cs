namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.security.v1beta1.Rule</summary>
public sealed record AuthorizationRule
{
    public IReadOnlyList<AuthorizationFrom> From { get; init; } = [];

    public IReadOnlyList<AuthorizationTo> To { get; init; } = [];

    public IReadOnlyList<AuthorizationCondition> When { get; init; } = [];
}
