using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Gateways;

/// <summary>A listener of a gateway workload: address as written (empty for every address) and port.</summary>
public sealed record GatewayListenerKey(WorkloadKey Workload, string Bind, int Port);
