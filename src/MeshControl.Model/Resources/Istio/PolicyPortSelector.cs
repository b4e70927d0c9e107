using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A port that a policy is for (istio.type.v1beta1.PortSelector).</summary>
public sealed record PolicyPortSelector
{
    [Limits(Required = true, Minimum = 1, Maximum = 65535)]
    public int Number { get; init; }
}
