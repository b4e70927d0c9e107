using System.Runtime.InteropServices;

namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>What .NET has no call of its own for.</summary>
internal static partial class NativeMethods
{
    public const int CloneNewNet = 0x40000000;

    /// <summary>Moves the calling thread into the namespace of an open file; -1 on failure.</summary>
    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetNamespace(int file, int type);
}
