namespace MeshControl.Model.Proxies;

/// <summary>Proxies of one class are served the same references: outbound side, inbound side, and where they stand.</summary>
/// <param name="Egress">Outbound side.</param>
/// <param name="Workload">Inbound side, or gateway servers.</param>
/// <param name="Locality">`region/zone/subzone` of the proxy; load assignments with locality rules depend on it.</param>
/// <param name="NodeName">The node, only where node-local services exist; else empty.</param>
public sealed record ProxyClass(EgressKey Egress, WorkloadKey Workload, string Locality, string NodeName = "")
{
    public ProxyType Type => Egress.Facets.Type;
}
