namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.security.v1beta1.Condition</summary>
public sealed record AuthorizationCondition
{
    public string Key { get; init; } = "";

    public IReadOnlyList<string> Values { get; init; } = [];

    public IReadOnlyList<string> NotValues { get; init; } = [];
}
