namespace MeshControl.Fleet.Reporting;

/// <summary>Everything one run found out.</summary>
internal sealed record FleetReport(
    int Services,
    int Endpoints,
    int Proxies,
    string Mode,
    string RouteDelivery,
    double ReadySeconds,
    SyncResult Sync,
    IReadOnlyList<ChangeResult> Changes,
    double IdleCpuMsPerSecond,
    long EndResidentBytes,
    long EndPeakResidentBytes);
