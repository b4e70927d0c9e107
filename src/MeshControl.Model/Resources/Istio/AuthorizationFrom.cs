namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.security.v1beta1.Rule.From</summary>
public sealed record AuthorizationFrom
{
    public AuthorizationSource? Source { get; init; }
}
