namespace MeshControl.Model.Resources.Istio;

/// <summary>A header of an HTTP probe (istio.networking.v1alpha3.HTTPHeader).</summary>
public sealed record ProbeHttpHeader
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}
