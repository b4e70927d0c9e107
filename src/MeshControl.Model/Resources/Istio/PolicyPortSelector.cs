namespace MeshControl.Model.Resources.Istio;

/// <summary>A port that a policy is for (istio.type.v1beta1.PortSelector).</summary>
public sealed record PolicyPortSelector
{
    public int Number { get; init; }
}
