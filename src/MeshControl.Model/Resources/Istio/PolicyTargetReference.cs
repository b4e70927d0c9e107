namespace MeshControl.Model.Resources.Istio;

/// <summary>The object that a policy is attached to (istio.type.v1beta1.PolicyTargetReference).</summary>
public sealed record PolicyTargetReference
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";
}
