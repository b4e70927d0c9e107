namespace MeshControl.Model.Resources.Istio;

/// <summary>A claim of a verified token that is copied to a request header (istio.security.v1beta1.ClaimToHeader).</summary>
public sealed record ClaimToHeader
{
    public string Header { get; init; } = "";

    public string Claim { get; init; } = "";
}
