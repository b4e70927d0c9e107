using System.Globalization;
using System.Text;

namespace MeshControl.Generation.Injection.Capture;

/// <summary>The rules that lead a pod's traffic into its proxy, as input of <c>iptables-restore --noflush</c> (operations specification 1.16).</summary>
public static class CaptureRules
{
    /// <summary>The mark of connections that TPROXY takes in, and the routing table that leads them there.</summary>
    public const int TproxyMark = 1337;

    public const int TproxyTable = 133;

    private const int TunnelPort = 15008;
    private const int OwnMark = 1338;

    public static string Render(CaptureSettings settings, bool isIPv6)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var rules = new StringBuilder("*nat\n:ISTIO_INBOUND - [0:0]\n:ISTIO_REDIRECT - [0:0]\n:ISTIO_IN_REDIRECT - [0:0]\n:ISTIO_OUTPUT - [0:0]\n");
        Nat(settings, isIPv6, line => rules.Append(line).Append('\n'));
        rules.Append("COMMIT\n");
        if (settings.Mode == CaptureMode.Tproxy)
        {
            rules.Append("*mangle\n:ISTIO_INBOUND - [0:0]\n:ISTIO_DIVERT - [0:0]\n:ISTIO_TPROXY - [0:0]\n");
            Mangle(settings, isIPv6, line => rules.Append(line).Append('\n'));
            rules.Append("COMMIT\n");
        }

        return rules.ToString();
    }

    private static void Nat(CaptureSettings settings, bool isIPv6, Action<string> add)
    {
        var (loopback, inboundSource) = isIPv6 ? ("::1/128", "::6/128") : ("127.0.0.1/32", "127.0.0.6/32");
        foreach (var excluded in settings.ExcludeInterfaces)
        {
            add($"-A PREROUTING -i {excluded} -j RETURN");
            add($"-A OUTPUT -o {excluded} -j RETURN");
        }

        add($"-A ISTIO_INBOUND -p tcp --dport {TunnelPort} -j RETURN");
        add($"-A ISTIO_REDIRECT -p tcp -j REDIRECT --to-ports {settings.OutboundPort}");
        add($"-A ISTIO_IN_REDIRECT -p tcp -j REDIRECT --to-ports {settings.InboundPort}");
        if (settings.Mode != CaptureMode.Tproxy && settings.IncludeInboundPorts.Count > 0)
        {
            add("-A PREROUTING -p tcp -j ISTIO_INBOUND");
            Each(settings, "RETURN", port => add($"-A ISTIO_INBOUND -p tcp{port} -j ISTIO_IN_REDIRECT"), add);
        }

        add("-A OUTPUT -j ISTIO_OUTPUT");
        foreach (var port in settings.ExcludeOutboundPorts)
        {
            add($"-A ISTIO_OUTPUT -p tcp --dport {port} -j RETURN");
            add($"-A ISTIO_OUTPUT -p udp --dport {port} -j RETURN");
        }

        // The proxy's connections to the app.
        add($"-A ISTIO_OUTPUT -s {inboundSource} -o lo -j RETURN");
        // A range that leads to loopback is meant to be captured there too.
        var capturesLoopback = settings.IncludeOutboundRanges.Any(range => range.StartsWith(isIPv6 ? "::1" : "127.", StringComparison.Ordinal));
        foreach (var owner in new[] { Owner("uid", settings.ProxyUser), Owner("gid", settings.ProxyGroup) })
        {
            add($"-A ISTIO_OUTPUT ! -d {loopback} -o lo -p tcp -m tcp ! --dport {TunnelPort} -m owner {owner} -j ISTIO_IN_REDIRECT");
            if (!capturesLoopback)
            {
                add($"-A ISTIO_OUTPUT -o lo -m owner ! {owner} -j RETURN");
            }

            add($"-A ISTIO_OUTPUT -m owner {owner} -j RETURN");
        }

        add($"-A ISTIO_OUTPUT -d {loopback} -j RETURN");
        Outbound(settings, isIPv6, add);
    }

    private static void Outbound(CaptureSettings settings, bool isIPv6, Action<string> add)
    {
        foreach (var range in OfFamily(settings.ExcludeOutboundRanges, isIPv6))
        {
            add($"-A ISTIO_OUTPUT -d {range} -j RETURN");
        }

        foreach (var port in settings.IncludeOutboundPorts)
        {
            add($"-A ISTIO_OUTPUT -p tcp --dport {port} -j ISTIO_REDIRECT");
        }

        IReadOnlyList<string> destinations = settings.IncludeOutboundRanges.Contains("*") ? [""]
            : [.. OfFamily(settings.IncludeOutboundRanges, isIPv6).Select(range => $" -d {range}")];
        foreach (var inside in settings.RerouteInterfaces)
        {
            add($"-I PREROUTING 1 -i {inside} -j RETURN");
            foreach (var destination in destinations)
            {
                add($"-I PREROUTING 1 -i {inside}{destination} -j ISTIO_REDIRECT");
            }
        }

        foreach (var destination in destinations)
        {
            add($"-A ISTIO_OUTPUT{destination} -j ISTIO_REDIRECT");
        }
    }

    private static void Mangle(CaptureSettings settings, bool isIPv6, Action<string> add)
    {
        var (loopback, inboundSource) = isIPv6 ? ("::1/128", "::6/128") : ("127.0.0.1/32", "127.0.0.6/32");
        add($"-A ISTIO_DIVERT -j MARK --set-mark {TproxyMark}");
        add("-A ISTIO_DIVERT -j ACCEPT");
        add($"-A ISTIO_TPROXY ! -d {loopback} -p tcp -j TPROXY --on-port {settings.InboundPort} --tproxy-mark {TproxyMark}/0xffffffff");
        if (settings.IncludeInboundPorts.Count > 0)
        {
            add("-A PREROUTING -p tcp -j ISTIO_INBOUND");
            add($"-A ISTIO_INBOUND -p tcp -m mark --mark {TproxyMark} -j RETURN");
            add($"-A ISTIO_INBOUND -s {inboundSource} -i lo -p tcp -j RETURN");
            add($"-A ISTIO_INBOUND -i lo -p tcp -m mark ! --mark {OwnMark} -j RETURN");
            Each(settings, "RETURN", port =>
            {
                add($"-A ISTIO_INBOUND -p tcp{port} -m conntrack --ctstate RELATED,ESTABLISHED -j ISTIO_DIVERT");
                add($"-A ISTIO_INBOUND -p tcp{port} -j ISTIO_TPROXY");
            }, add);
        }

        add($"-A PREROUTING -p tcp -m mark --mark {TproxyMark} -j CONNMARK --save-mark");
        add($"-A OUTPUT -o lo -p tcp -m mark --mark {TproxyMark} -j RETURN");
        foreach (var owner in new[] { Owner("uid", settings.ProxyUser), Owner("gid", settings.ProxyGroup) })
        {
            add($"-A OUTPUT ! -d {loopback} -o lo -p tcp -m owner {owner} -j MARK --set-mark {OwnMark}");
        }

        add($"-A OUTPUT -p tcp -m connmark --mark {TproxyMark} -j CONNMARK --restore-mark");
    }

    // All ports but the excluded ones, or each port of a list.
    private static void Each(CaptureSettings settings, string pass, Action<string> capture, Action<string> add)
    {
        if (!settings.IncludeInboundPorts.Contains("*"))
        {
            foreach (var port in settings.IncludeInboundPorts)
            {
                capture($" --dport {port}");
            }

            return;
        }

        foreach (var port in settings.ExcludeInboundPorts)
        {
            add($"-A ISTIO_INBOUND -p tcp --dport {port} -j {pass}");
        }

        capture("");
    }

    private static string Owner(string kind, long id) => string.Create(CultureInfo.InvariantCulture, $"--{kind}-owner {id}");

    private static IEnumerable<string> OfFamily(IEnumerable<string> ranges, bool isIPv6) =>
        ranges.Where(range => range != "*" && range.Contains(':', StringComparison.Ordinal) == isIPv6);
}
