namespace MeshControl.Model.Resources.Istio;

/// <summary>What a request wants; entries of a list are alternatives (istio.security.v1beta1.Rule.To).</summary>
public sealed record AuthorizationTo
{
    public AuthorizationOperation? Operation { get; init; }
}
