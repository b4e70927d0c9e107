namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.security.v1beta1.ClaimToHeader</summary>
public sealed record ClaimToHeader
{
    public string Header { get; init; } = "";

    public string Claim { get; init; } = "";
}
