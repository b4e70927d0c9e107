using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>The object that a policy is attached to (istio.type.v1beta1.PolicyTargetReference).</summary>
public sealed record PolicyTargetReference
{
    [Limits(MaxLength = 253, Pattern = "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    public string Group { get; init; } = "";

    [Limits(Required = true, MinLength = 1, MaxLength = 63, Pattern = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$")]
    public string Kind { get; init; } = "";

    [Limits(Required = true, MinLength = 1, MaxLength = 253)]
    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";
}
