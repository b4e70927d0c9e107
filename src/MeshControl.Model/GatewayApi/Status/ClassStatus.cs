using MeshControl.Model.Resources;

namespace MeshControl.Model.GatewayApi.Status;

/// <summary>A class whose gateways are ours.</summary>
public sealed record ClassStatus(ResourceKey Class);
