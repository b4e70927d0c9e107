using System.Globalization;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Analysis.Workloads;

/// <summary>Values that the annotations of pods take.</summary>
internal static class AnnotationValues
{
    /// <summary>What is wrong with the value; null where nothing is, or where nothing is asked of it.</summary>
    public static string? Problem(string name, string value)
    {
        var field = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return field switch
        {
            "includeOutboundIPRanges" => value == "*" ? null : Each(value, range => HostSyntax.IsIpOrCidr(range), "is not an IP range"),
            "excludeOutboundIPRanges" => Each(value, range => HostSyntax.IsIpOrCidr(range), "is not an IP range"),
            "includeInboundPorts" or "includeOutboundPorts" => value == "*" ? null : Each(value, IsPort, "is not a port"),
            "excludeInboundPorts" or "excludeOutboundPorts" or "applicationPorts" => Each(value, IsPort, "is not a port"),
            "rewriteAppHTTPProbers" or "enableCoreDump" or "merge-metrics" or "nativeSidecar" => bool.TryParse(value, out _) ? null : $"\"{value}\" is neither true nor false",
            "interceptionMode" => value is "REDIRECT" or "TPROXY" or "NONE" ? null : $"interceptionMode invalid, use REDIRECT,TPROXY,NONE: {value}",
            "initialDelaySeconds" or "periodSeconds" or "failureThreshold" => uint.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : $"\"{value}\" is not a number",
            "port" => IsPort(value) || value == "0" ? null : $"\"{value}\" is not a port",
            _ => null,
        };
    }

    private static string? Each(string list, Func<string, bool> isValid, string problem) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(entry => !isValid(entry)) is { } wrong ? $"\"{wrong}\" {problem}" : null;

    private static bool IsPort(string text) => ushort.TryParse(text, CultureInfo.InvariantCulture, out var port) && port > 0;
}
