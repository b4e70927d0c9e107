using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Routes.Sidecars;

/// <summary>A route table of a sidecar by the name its listeners ask for (traffic specification 2.4).</summary>
public sealed record SidecarTableKey(EgressKey Egress, string Name);
