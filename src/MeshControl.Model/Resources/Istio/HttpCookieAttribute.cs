using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>An attribute of a cookie that the proxy makes (istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.HTTPCookie.Attribute).</summary>
public sealed record HttpCookieAttribute
{
    [Limits(Required = true)]
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}
