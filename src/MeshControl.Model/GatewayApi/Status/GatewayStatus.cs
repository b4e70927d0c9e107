using MeshControl.Incremental;
using MeshControl.Model.Resources;

namespace MeshControl.Model.GatewayApi.Status;

/// <summary>A Gateway of ours.</summary>
/// <param name="Gateway">The object.</param>
/// <param name="Address">The host of the service whose pods serve it.</param>
/// <param name="HasService">That service is there.</param>
/// <param name="Listeners">In the order of the object.</param>
public sealed record GatewayStatus(ResourceKey Gateway, string Address, bool HasService, EquatableArray<ListenerStatus> Listeners);
