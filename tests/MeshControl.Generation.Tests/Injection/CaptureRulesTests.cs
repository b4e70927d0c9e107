using MeshControl.Generation.Injection.Capture;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>The rules that lead a pod's traffic into its proxy, in Istio's order (operations specification 1.16).</summary>
public sealed class CaptureRulesTests
{
    private static readonly CaptureSettings Defaults = new() { ExcludeInboundPorts = ["15090", "15021", "15020"] };

    [Fact]
    public void Everything_is_captured_but_the_proxys_own_traffic() => Assert.Equal(
        """
        *nat
        :ISTIO_INBOUND - [0:0]
        :ISTIO_REDIRECT - [0:0]
        :ISTIO_IN_REDIRECT - [0:0]
        :ISTIO_OUTPUT - [0:0]
        -A ISTIO_INBOUND -p tcp --dport 15008 -j RETURN
        -A ISTIO_REDIRECT -p tcp -j REDIRECT --to-ports 15001
        -A ISTIO_IN_REDIRECT -p tcp -j REDIRECT --to-ports 15006
        -A PREROUTING -p tcp -j ISTIO_INBOUND
        -A ISTIO_INBOUND -p tcp --dport 15090 -j RETURN
        -A ISTIO_INBOUND -p tcp --dport 15021 -j RETURN
        -A ISTIO_INBOUND -p tcp --dport 15020 -j RETURN
        -A ISTIO_INBOUND -p tcp -j ISTIO_IN_REDIRECT
        -A OUTPUT -j ISTIO_OUTPUT
        -A ISTIO_OUTPUT -s 127.0.0.6/32 -o lo -j RETURN
        -A ISTIO_OUTPUT ! -d 127.0.0.1/32 -o lo -p tcp -m tcp ! --dport 15008 -m owner --uid-owner 1337 -j ISTIO_IN_REDIRECT
        -A ISTIO_OUTPUT -o lo -m owner ! --uid-owner 1337 -j RETURN
        -A ISTIO_OUTPUT -m owner --uid-owner 1337 -j RETURN
        -A ISTIO_OUTPUT ! -d 127.0.0.1/32 -o lo -p tcp -m tcp ! --dport 15008 -m owner --gid-owner 1337 -j ISTIO_IN_REDIRECT
        -A ISTIO_OUTPUT -o lo -m owner ! --gid-owner 1337 -j RETURN
        -A ISTIO_OUTPUT -m owner --gid-owner 1337 -j RETURN
        -A ISTIO_OUTPUT -d 127.0.0.1/32 -j RETURN
        -A ISTIO_OUTPUT -j ISTIO_REDIRECT
        COMMIT

        """.ReplaceLineEndings("\n"), CaptureRules.Render(Defaults, isIPv6: false));

    [Fact]
    public void Excluded_ports_come_before_the_proxy_and_ranges_after_it()
    {
        var rules = Lines(Defaults with { ExcludeOutboundPorts = ["5432"], ExcludeOutboundRanges = ["10.9.0.0/16"], IncludeOutboundPorts = ["443"], IncludeOutboundRanges = ["10.0.0.0/8"] });

        Assert.Equal(
            [
                "-A ISTIO_OUTPUT -p tcp --dport 5432 -j RETURN", "-A ISTIO_OUTPUT -p udp --dport 5432 -j RETURN", "-A ISTIO_OUTPUT -m owner --uid-owner 1337 -j RETURN",
                "-A ISTIO_OUTPUT -d 127.0.0.1/32 -j RETURN", "-A ISTIO_OUTPUT -d 10.9.0.0/16 -j RETURN", "-A ISTIO_OUTPUT -p tcp --dport 443 -j ISTIO_REDIRECT",
                "-A ISTIO_OUTPUT -d 10.0.0.0/8 -j ISTIO_REDIRECT",
            ],
            rules.Where(rule => rule.Contains("5432", StringComparison.Ordinal) || rule.Contains("uid-owner 1337 -j RETURN", StringComparison.Ordinal) && !rule.Contains('!', StringComparison.Ordinal)
                || rule.Contains(" -d ", StringComparison.Ordinal) && !rule.Contains('!', StringComparison.Ordinal) || rule.Contains("443", StringComparison.Ordinal)));
    }

    [Fact]
    public void Listed_inbound_ports_are_captured_and_exclusions_do_not_count()
    {
        var rules = Lines(Defaults with { IncludeInboundPorts = ["80", "8080"] });

        Assert.Equal(
            ["-A ISTIO_INBOUND -p tcp --dport 15008 -j RETURN", "-A ISTIO_INBOUND -p tcp --dport 80 -j ISTIO_IN_REDIRECT", "-A ISTIO_INBOUND -p tcp --dport 8080 -j ISTIO_IN_REDIRECT"],
            rules.Where(rule => rule.StartsWith("-A ISTIO_INBOUND", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_inbound_ports_capture_nothing_inbound() =>
        Assert.DoesNotContain(Lines(Defaults with { IncludeInboundPorts = [] }), rule => rule.Contains("PREROUTING", StringComparison.Ordinal));

    [Fact]
    public void No_outbound_ranges_capture_listed_ports_only()
    {
        var rules = Lines(Defaults with { IncludeOutboundRanges = [], IncludeOutboundPorts = ["443"] });

        Assert.Equal("-A ISTIO_OUTPUT -p tcp --dport 443 -j ISTIO_REDIRECT", Assert.Single(rules, rule => rule.StartsWith("-A ISTIO_OUTPUT", StringComparison.Ordinal) && rule.EndsWith("ISTIO_REDIRECT", StringComparison.Ordinal) && !rule.Contains("IN_REDIRECT", StringComparison.Ordinal)));
    }

    [Fact]
    public void Ranges_go_to_the_rules_of_their_family()
    {
        var mixed = Defaults with { IncludeOutboundRanges = ["10.0.0.0/8", "fd00::/8"] };

        Assert.Contains("-A ISTIO_OUTPUT -d 10.0.0.0/8 -j ISTIO_REDIRECT", Lines(mixed));
        Assert.DoesNotContain(Lines(mixed), rule => rule.Contains("fd00", StringComparison.Ordinal));
        var six = CaptureRules.Render(mixed, isIPv6: true).Split('\n');
        Assert.Contains("-A ISTIO_OUTPUT -d fd00::/8 -j ISTIO_REDIRECT", six);
        Assert.Contains("-A ISTIO_OUTPUT -s ::6/128 -o lo -j RETURN", six);
        Assert.DoesNotContain(six, rule => rule.Contains("127.0.0", StringComparison.Ordinal) || rule.Contains("10.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Range_of_loopback_is_captured_there_too() =>
        Assert.DoesNotContain(Lines(Defaults with { IncludeOutboundRanges = ["127.1.0.0/16"] }), rule => rule.Contains("-o lo -m owner !", StringComparison.Ordinal));

    [Fact]
    public void Interfaces_are_left_alone_or_turned_around()
    {
        var rules = Lines(Defaults with { ExcludeInterfaces = ["net1"], RerouteInterfaces = ["tap0"] });

        Assert.Equal(["-A PREROUTING -i net1 -j RETURN", "-A OUTPUT -o net1 -j RETURN"], rules.Where(rule => rule.Contains("net1", StringComparison.Ordinal)));
        // Each goes to the front, so the last one is the first.
        Assert.Equal(["-I PREROUTING 1 -i tap0 -j RETURN", "-I PREROUTING 1 -i tap0 -j ISTIO_REDIRECT"], rules.Where(rule => rule.Contains("tap0", StringComparison.Ordinal)));
    }

    [Fact]
    public void Proxy_may_have_another_user() => Assert.Contains(
        "-A ISTIO_OUTPUT -m owner --uid-owner 4242 -j RETURN", PodShape.Read("own-proxy-container").Inject().Pod!.Container("istio-init")!.Env(CaptureScripts.RulesIPv4), StringComparison.Ordinal);

    [Fact]
    public void With_TPROXY_inbound_connections_keep_their_addresses_and_outbound_ones_are_redirected()
    {
        var rules = CaptureRules.Render(Defaults with { Mode = CaptureMode.Tproxy }, isIPv6: false);
        var (nat, mangle) = (rules[..rules.IndexOf("*mangle", StringComparison.Ordinal)], rules[rules.IndexOf("*mangle", StringComparison.Ordinal)..]);

        Assert.DoesNotContain("PREROUTING", nat, StringComparison.Ordinal);
        Assert.Contains("-A ISTIO_OUTPUT -j ISTIO_REDIRECT", nat, StringComparison.Ordinal);
        Assert.Contains("-A ISTIO_TPROXY ! -d 127.0.0.1/32 -p tcp -j TPROXY --on-port 15006 --tproxy-mark 1337/0xffffffff", mangle, StringComparison.Ordinal);
    }

    private static string[] Lines(CaptureSettings settings) => CaptureRules.Render(settings, isIPv6: false).Split('\n');
}
