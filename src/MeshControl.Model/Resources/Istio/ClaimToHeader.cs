using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A claim of a verified token that is copied to a request header (istio.security.v1beta1.ClaimToHeader).</summary>
public sealed record ClaimToHeader
{
    [Limits(Required = true, MinLength = 1, Pattern = "^[-_A-Za-z0-9]+$")]
    public string Header { get; init; } = "";

    [Limits(Required = true, MinLength = 1)]
    public string Claim { get; init; } = "";
}
