namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.security.v1beta1.Rule.To</summary>
public sealed record AuthorizationTo
{
    public AuthorizationOperation? Operation { get; init; }
}
