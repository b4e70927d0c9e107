namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.HTTPCookie.Attribute</summary>
public sealed record HttpCookieAttribute
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}
