using System.Globalization;
using System.Runtime.InteropServices;
using MeshControl.Fleet.Measuring;

namespace MeshControl.Fleet.Servers;

/// <summary>Reads CPU time and memory of another process on Linux.</summary>
internal sealed partial class ProcessMeter(int pid)
{
    /// <summary>CPU time of all its threads, ended ones too, to the nanosecond (/proc counts in ticks of 10 ms).</summary>
    public TimeSpan Cpu()
    {
        // The clock id of another process's CPU clock, as clock_getcpuclockid(3) makes it.
        var clock = (~pid << 3) | 2;
        if (clock_gettime(clock, out var time) != 0)
            throw new FleetException($"process {pid} is gone");
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
    }

    /// <summary>Resident memory now, in bytes.</summary>
    public long ResidentBytes() => Status("VmRSS:");

    /// <summary>The highest resident memory it ever had, in bytes.</summary>
    public long PeakResidentBytes() => Status("VmHWM:");

    private long Status(string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
            return long.Parse(line.AsSpan(field.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            throw new FleetException($"process {pid} is gone");
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Timespec time);
}
