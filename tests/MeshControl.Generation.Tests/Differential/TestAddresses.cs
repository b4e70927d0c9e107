using System.Net;
using System.Text;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>Loopback addresses for what is not one: names that Envoy would resolve.</summary>
internal static class TestAddresses
{
    /// <summary>Where clusters lead that connect to wherever the client meant to go.</summary>
    public const string Passthrough = "127.99.0.1";

    public static string Of(string host) => IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)
        ? host
        : Encoding.UTF8.GetBytes(host).Aggregate(17, (sum, letter) => ((sum * 31) + letter) & 0xffff) is var hash ? $"127.98.{hash >> 8}.{(hash & 0xff) | 1}" : "";
}
