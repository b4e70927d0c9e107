namespace MeshControl.Fleet.Reporting;

/// <summary>One kind of change, medians over its repetitions: milliseconds until the last proxy had it, server CPU, bytes to all proxies.</summary>
internal sealed record ChangeResult(string Kind, int Repetitions, double LastProxyMs, double LastProxyMaxMs, double CpuMs, double Bytes, double Responses);
