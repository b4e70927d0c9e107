using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Endpoints;

/// <summary>A scope and where its client stands, the latter only as far as some rule in the scope asks for it.</summary>
internal sealed record ClientPlace(EgressKey Egress, string Locality, string NodeName);
