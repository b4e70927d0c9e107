using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>A network namespace. A socket belongs for good to the one it was made in, so a server or client of this process may live in any.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    private const string Folder = "/run/netns";
    private const string Prefix = "meshcontrol-";
    private static int _count;

    private NetworkNamespace(string name) => Name = name;

    public string Name { get; }

    /// <summary>A command that starts another inside.</summary>
    public IReadOnlyList<string> CommandPrefix => ["nsenter", $"--net={Folder}/{Name}"];

    /// <summary>Makes one whose loopback is up.</summary>
    public static NetworkNamespace Create(string label)
    {
        var created = new NetworkNamespace($"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _count)}-{label}");
        Tool.Run("ip", ["netns", "add", created.Name]);
        created.Configure("link set lo up");
        return created;
    }

    /// <summary>Removes what a test run left behind that was killed: namespaces of processes that are gone.</summary>
    public static void RemoveAbandoned()
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        foreach (var name in Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var owner = name[Prefix.Length..].Split('-')[0];
            if (!Directory.Exists($"/proc/{owner}"))
            {
                Remove(name);
            }
        }
    }

    /// <summary>Runs lines of `ip` inside, all or none.</summary>
    public void Configure(params IEnumerable<string> lines) => Tool.Run("ip", ["-n", Name, "-batch", "-"], string.Join('\n', lines) + "\n");

    /// <summary>Runs a command inside.</summary>
    public string Run(string command, IEnumerable<string> arguments, string input = "") =>
        Tool.Run(CommandPrefix[0], [.. CommandPrefix.Skip(1), command, .. arguments], input);

    /// <summary>A TCP socket that sends from here.</summary>
    public Socket CreateSocket() => Inside(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });

    /// <summary>A bound TCP socket.</summary>
    public Socket Bind(EndPoint address) => Inside(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(address);
        return socket;
    });

    /// <summary>Listens to everything that crosses a device from now on.</summary>
    public PacketCapture Capture(string device = "eth0") => Inside(() => PacketCapture.Open(device));

    /// <summary>Kills what runs inside and removes it.</summary>
    public void Dispose() => Remove(Name);

    // On a thread of its own, which ends with it: pool threads must stay where they are.
    private T Inside<T>(Func<T> make)
    {
        T? made = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var file = File.OpenHandle($"{Folder}/{Name}");
                if (NativeMethods.SetNamespace((int)file.DangerousGetHandle(), NativeMethods.CloneNewNet) != 0)
                {
                    throw new Win32Exception(Marshal.GetLastPInvokeError(), $"cannot enter network namespace {Name}");
                }

                made = make();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return made!;
    }

    private static void Remove(string name)
    {
        foreach (var id in Tool.Run("ip", ["netns", "pids", name]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(int.Parse(id));
                process.Kill();
                process.WaitForExit();
            }
            catch (ArgumentException)
            {
                // It ended by itself.
            }
        }

        Tool.Run("ip", ["netns", "delete", name]);
    }
}
