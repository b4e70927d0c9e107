namespace MeshControl.Model.GatewayApi;

/// <summary>The route object that is converted, and for which kind of parent.</summary>
/// <param name="Kind">HTTPRoute, GRPCRoute, TCPRoute or TLSRoute.</param>
/// <param name="IsMesh">Parents are Services, not gateways.</param>
internal sealed record RouteOwner(string Kind, string Namespace, string Name, DateTimeOffset Created, bool IsMesh);
