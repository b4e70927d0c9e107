namespace MeshControl.Fleet.Reporting;

/// <summary>How it went until every proxy had everything; the client's own CPU is told because it may share the server's cores.</summary>
internal sealed record SyncResult(double Seconds, double CpuSeconds, double ClientCpuSeconds, long Bytes, long Responses, int DistinctContents, long PeakResidentBytes, long SettledResidentBytes);
