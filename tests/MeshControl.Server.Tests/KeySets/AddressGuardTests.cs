using System.Net;
using MeshControl.Server.KeySets;

namespace MeshControl.Server.Tests.KeySets;

/// <summary>Which addresses a policy's author can make the control plane talk to.</summary>
public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("fe80::1")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("fd00:ec2::254")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("255.255.255.255")]
    public void Link_local_and_metadata_addresses_are_not_asked(string address) =>
        Assert.True(new AddressGuard(new KeySetOptions()).Refuses(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("203.0.113.7")]
    [InlineData("fd12::1")]
    [InlineData("2001:db8::1")]
    public void Others_are(string address) => Assert.False(new AddressGuard(new KeySetOptions()).Refuses(IPAddress.Parse(address)));

    [Fact]
    public void An_operator_blocks_and_permits_networks()
    {
        var guard = new AddressGuard(new KeySetOptions { Blocked = [IPNetwork.Parse("10.0.0.0/8")], Allowed = [IPNetwork.Parse("169.254.1.0/24"), IPNetwork.Parse("10.1.0.0/16")] });
        Assert.True(guard.Refuses(IPAddress.Parse("10.2.3.4")));
        Assert.False(guard.Refuses(IPAddress.Parse("10.1.3.4")));
        Assert.False(guard.Refuses(IPAddress.Parse("169.254.1.9")));
        Assert.True(guard.Refuses(IPAddress.Parse("169.254.169.254")));
    }
}
