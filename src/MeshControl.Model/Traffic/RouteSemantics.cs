namespace MeshControl.Model.Traffic;

/// <summary>Which API a route was written in; some defaults differ.</summary>
public enum RouteSemantics
{
    Istio,
    GatewayApi,
    Ingress,
}
