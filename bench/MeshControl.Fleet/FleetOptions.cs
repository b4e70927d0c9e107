using MeshControl.Fleet.Wire;

namespace MeshControl.Fleet;

/// <summary>What to measure, and against which server.</summary>
internal sealed record FleetOptions(
    int Services,
    int Endpoints,
    int Proxies,
    int Changes,
    Protocol Protocol,
    string RouteDelivery,
    Uri? Server,
    int? Pid,
    string? ConfigFolder,
    string MeshdAssembly,
    string? JsonFile,
    TimeSpan Patience);
