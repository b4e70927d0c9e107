namespace MeshControl.Fleet.Reporting;

/// <summary>How it went until every proxy had everything.</summary>
internal sealed record SyncResult(double Seconds, double CpuSeconds, long Bytes, long Responses, int DistinctContents, long PeakResidentBytes, long SettledResidentBytes);
