using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A header of an HTTP probe (istio.networking.v1alpha3.HTTPHeader).</summary>
public sealed record ProbeHttpHeader
{
    [Limits(Pattern = "^[-_A-Za-z0-9]+$")]
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}
