using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Gateways;

/// <summary>A route table of a gateway by the name its listeners ask for.</summary>
public sealed record GatewayTableKey(WorkloadKey Workload, string Name);
