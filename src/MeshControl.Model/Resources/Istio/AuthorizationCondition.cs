using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A further condition of a rule: an attribute and the values it must or must not have (istio.security.v1beta1.Condition).</summary>
public sealed record AuthorizationCondition
{
    [Limits(Required = true)]
    public string Key { get; init; } = "";

    public IReadOnlyList<string> Values { get; init; } = [];

    public IReadOnlyList<string> NotValues { get; init; } = [];
}
