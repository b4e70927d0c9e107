using Spectre.Console;

namespace MeshControl.Fleet.Reporting;

/// <summary>A report for people.</summary>
internal static class ReportTable
{
    private const double MiB = 1024 * 1024;
    private const int Width = 130;

    public static void Write(IAnsiConsole console, FleetReport report)
    {
        // A pipe has no width of its own.
        console.Profile.Width = Math.Max(console.Profile.Width, Width);
        console.WriteLine($"{report.Services} services x {report.Endpoints} endpoints, {report.Proxies} proxies, {report.Mode}, routes by {report.RouteDelivery}");
        var table = new Table().Border(TableBorder.Ascii).AddColumns("phase", "last proxy", "worst", "server CPU", "bytes", "responses");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        if (report.ReadySeconds > 0)
            table.AddRow("server reads the folder", $"{report.ReadySeconds:0.00} s", "", "", "", "");
        var sync = report.Sync;
        table.AddRow("all proxies in sync", $"{sync.Seconds:0.00} s", "", $"{sync.CpuSeconds:0.00} s", Bytes(sync.Bytes), $"{sync.Responses}");
        foreach (var change in report.Changes)
            table.AddRow($"{change.Kind} (median of {change.Repetitions})", $"{change.LastProxyMs:0.0} ms", $"{change.LastProxyMaxMs:0.0} ms", $"{change.CpuMs:0.0} ms", Bytes(change.Bytes), $"{change.Responses:0}");
        console.Write(table);
        console.WriteLine($"memory: peak {sync.PeakResidentBytes / MiB:0} MiB, settled {sync.SettledResidentBytes / MiB:0} MiB; at the end {report.EndResidentBytes / MiB:0} MiB (peak {report.EndPeakResidentBytes / MiB:0} MiB)");
        console.WriteLine($"idle: {report.IdleCpuMsPerSecond:0.0} ms CPU a second; {sync.DistinctContents} distinct contents among the responses of the sync, for which the client took {sync.ClientCpuSeconds:0.00} s CPU");
    }

    private static string Bytes(double bytes) => bytes >= 1e6 ? $"{bytes / 1e6:0.0} MB" : $"{bytes / 1e3:0.0} kB";
}
