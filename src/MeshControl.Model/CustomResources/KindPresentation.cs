using System.Collections.Frozen;
using MeshControl.Model.Resources;

namespace MeshControl.Model.CustomResources;

/// <summary>How a kind appears in kubectl; a kind without an entry has its age for a column and no short name.</summary>
internal sealed record KindPresentation
{
    private static readonly FrozenDictionary<string, KindPresentation> Known = new Dictionary<string, KindPresentation>
    {
        ["VirtualService"] = new() { ShortNames = ["vs"], Columns = [new("Gateways", ".spec.gateways", "The gateways that use it"), new("Hosts", ".spec.hosts", "The hosts it routes"), PrinterColumn.Age] },
        ["DestinationRule"] = new() { ShortNames = ["dr"], Columns = [new("Host", ".spec.host", "The service it is for"), PrinterColumn.Age] },
        ["Gateway"] = new() { ShortNames = ["gw"], Columns = [] },
        ["ServiceEntry"] = new()
        {
            ShortNames = ["se"],
            Columns =
            [
                new("Hosts", ".spec.hosts", "The hosts it adds"),
                new("Location", ".spec.location", "Inside the mesh or outside (MESH_EXTERNAL or MESH_INTERNAL)"),
                new("Resolution", ".spec.resolution", "How its addresses are found"),
                PrinterColumn.Age,
            ],
        },
        ["WorkloadEntry"] = new() { ShortNames = ["we"], Columns = [PrinterColumn.Age, new("Address", ".spec.address", "Where the workload is reached")] },
        ["WorkloadGroup"] = new() { ShortNames = ["wg"] },
        ["Sidecar"] = new() { Columns = [] },
        ["EnvoyFilter"] = new() { Columns = [] },
        ["ProxyConfig"] = new() { Columns = [] },
        ["AuthorizationPolicy"] = new() { ShortNames = ["ap"], Columns = [new("Action", ".spec.action", "What it does with requests that match"), PrinterColumn.Age] },
        ["PeerAuthentication"] = new() { ShortNames = ["pa"], Columns = [new("Mode", ".spec.mtls.mode", "Whether mutual TLS is required"), PrinterColumn.Age] },
        ["RequestAuthentication"] = new() { ShortNames = ["ra"], Columns = [] },
        ["RateLimitPolicy"] = new()
        {
            ShortNames = ["rlp"],
            Columns =
            [
                new("Scope", ".spec.scope", "Who counts: each proxy for itself (local), or a service for all (global)"),
                new("Shadow", ".spec.shadow", "True where nothing is refused", "boolean"),
                PrinterColumn.Age,
            ],
        },
        ["Telemetry"] = new() { ShortNames = ["telemetry"], StorageVersion = "v1alpha1" },
    }.ToFrozenDictionary();

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<PrinterColumn> Columns { get; init; } = [PrinterColumn.Age];

    /// <summary>Null for the kind's preferred version.</summary>
    public string? StorageVersion { get; init; }

    public static KindPresentation Of(ResourceKind kind) => Known.GetValueOrDefault(kind.Id) ?? new();
}
