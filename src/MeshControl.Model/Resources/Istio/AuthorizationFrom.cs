namespace MeshControl.Model.Resources.Istio;

/// <summary>Where a request comes from; entries of a list are alternatives (istio.security.v1beta1.Rule.From).</summary>
public sealed record AuthorizationFrom
{
    public AuthorizationSource? Source { get; init; }
}
