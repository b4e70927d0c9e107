using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>Packets of a device, as the kernel hands them to whoever listens below IP. It buffers them: read them when the exchange is over.</summary>
internal sealed class PacketCapture : IDisposable
{
    private const int PacketFamily = 17;
    private const int RawSocket = 3;
    private const int DoNotWait = 0x40;
    private const int EthernetHeader = 14;
    private const int Ipv4 = 0x0800;
    private const byte Tcp = 6;

    // "Every protocol", in network order.
    private const ushort EveryProtocol = 0x0300;
    private readonly int _socket;

    private PacketCapture(int socket) => _socket = socket;

    /// <summary>Opens one in the namespace of the calling thread.</summary>
    public static PacketCapture Open(string device)
    {
        var socket = NativeMethods.OpenSocket(PacketFamily, RawSocket, EveryProtocol);
        if (socket < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "cannot open a packet socket");
        }

        // sockaddr_ll: family, protocol, index of the device.
        Span<byte> address = stackalloc byte[20];
        BinaryPrimitives.WriteUInt16LittleEndian(address, PacketFamily);
        BinaryPrimitives.WriteUInt16LittleEndian(address[2..], EveryProtocol);
        BinaryPrimitives.WriteInt32LittleEndian(address[4..], NativeMethods.IndexOfDevice(device));
        if (NativeMethods.BindSocket(socket, address, address.Length) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            _ = NativeMethods.Close(socket);
            throw new Win32Exception(error, $"cannot listen on {device}");
        }

        return new PacketCapture(socket);
    }

    /// <summary>What TCP carried from or to a port since the last call, a packet an item; empty packets are left out.</summary>
    public IReadOnlyList<(bool ToPort, byte[] Payload)> Take(int port)
    {
        var taken = new List<(bool, byte[])>();
        var buffer = new byte[1 << 17];
        while (NativeMethods.Receive(_socket, buffer, buffer.Length, DoNotWait) is > 0 and var length)
        {
            if (Read(buffer.AsSpan(0, (int)length), port) is { Payload.Length: > 0 } found)
            {
                taken.Add(found);
            }
        }

        return taken;
    }

    public void Dispose() => _ = NativeMethods.Close(_socket);

    private static (bool ToPort, byte[] Payload)? Read(ReadOnlySpan<byte> frame, int port)
    {
        if (frame.Length < EthernetHeader + 20 || BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) != Ipv4 || frame[EthernetHeader + 9] != Tcp)
        {
            return null;
        }

        var packet = frame[EthernetHeader..];
        var segment = packet[((packet[0] & 0xF) * 4)..BinaryPrimitives.ReadUInt16BigEndian(packet[2..])];
        var (from, to) = (BinaryPrimitives.ReadUInt16BigEndian(segment), BinaryPrimitives.ReadUInt16BigEndian(segment[2..]));
        return from == port || to == port ? (to == port, segment[((segment[12] >> 4) * 4)..].ToArray()) : null;
    }
}
