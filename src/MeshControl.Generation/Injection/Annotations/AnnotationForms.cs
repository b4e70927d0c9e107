using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Generation.Injection.Annotations;

/// <summary>Forms that values of annotations take; each answers with what is wrong, or null.</summary>
internal static partial class AnnotationForms
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    public static string? Any(string value) => null;

    public static string? Flag(string value) => value is "true" or "false" ? null : "must be true or false";

    public static Func<string, string?> OneOf(params string[] values) => value => values.Contains(value) ? null : $"must be one of {string.Join(", ", values)}";

    public static string? Unsigned(string value) =>
        uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "must be a whole number, not negative";

    public static string? Port(string value) =>
        ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "must be a port between 0 and 65535";

    public static string? Ports(string value) => Each(value, Port, "a list of ports, such as 80,443");

    public static string? PortsOrAll(string value) => value == "*" ? null : Each(value, Port, "* or a list of ports, such as 80,443");

    public static string? Ranges(string value) => Each(value, Range, "a list of IP ranges, such as 10.0.0.0/8,fd00::/8");

    public static string? RangesOrAll(string value) => value == "*" ? null : Each(value, Range, "* or a list of IP ranges, such as 10.0.0.0/8,fd00::/8");

    public static string? Interfaces(string value) => Each(value, name => Interface().IsMatch(name) ? null : "", "a list of network interfaces, such as eth1,net1");

    public static string? Quantity(string value) => QuantityForm().IsMatch(value) ? null : "must be a quantity of Kubernetes, such as 100m or 256Mi";

    public static string? Duration(string value) => GoDuration.TryParse(value, out var duration) && duration > TimeSpan.Zero ? null : "must be a duration, such as 5s or 1m30s";

    public static string? ObjectName(string value) => NameForm().IsMatch(value) ? null : "must be the name of an object in the pod's namespace";

    public static string? Address(string value)
    {
        var colon = value.LastIndexOf(':');
        return colon > 0 && Port(value[(colon + 1)..]) is null ? null : "must be HOST:PORT";
    }

    public static string? ComponentLevels(string value) => ComponentForm().IsMatch(value) ? null : "must be a list of COMPONENT:LEVEL, such as upstream:debug,misc:error";

    /// <summary>A map of names to objects, or a list of objects, as JSON.</summary>
    public static string? Objects(string value)
    {
        try
        {
            return JsonNode.Parse(value) switch
            {
                JsonObject map when map.All(member => member.Value is JsonObject) => null,
                JsonArray list when list.All(item => item is JsonObject) => null,
                _ => "must be a JSON map of names to objects",
            };
        }
        catch (JsonException)
        {
            return "is not JSON";
        }
    }

    public static string? Config(string value)
    {
        var read = MeshConfigReader.ReadProxyConfig(PodAnnotations.ProxyConfig, value, new ProxyConfig());
        return read.Value is not null ? null : "is no ProxyConfig: " + string.Join("; ", read.Findings.Select(finding => (finding with { Origin = ResourceOrigin.None }).ToString()));
    }

    private static string? Each(string value, Func<string, string?> form, string what) =>
        value.Length == 0 || value.Split(',').All(item => form(item.Trim()) is null) ? null : $"must be {what}";

    private static string? Range(string value) =>
        IPNetwork.TryParse(value, out _) || IPAddress.TryParse(value, out _) || IsUnmasked(value) ? null : "";

    // 10.1.2.3/8 is a range with a host in it, which iptables takes.
    private static bool IsUnmasked(string value) => value.Split('/') is [var address, var length]
        && IPAddress.TryParse(address, out var parsed) && byte.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits <= parsed.GetAddressBytes().Length * 8;

    [GeneratedRegex(@"^[A-Za-z0-9_.@+-]{1,15}\z", Options)]
    private static partial Regex Interface();

    [GeneratedRegex(@"^\+?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?\z", Options)]
    private static partial Regex QuantityForm();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\z", Options)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^([a-z0-9_]+:(trace|debug|info|warning|warn|error|critical|off)(,|\z))*\z", Options)]
    private static partial Regex ComponentForm();
}
