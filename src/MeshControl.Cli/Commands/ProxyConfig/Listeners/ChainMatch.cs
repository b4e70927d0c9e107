using System.Text.Json;
using MeshControl.Cli.Dumps;

namespace MeshControl.Cli.Commands.ProxyConfig.Listeners;

/// <summary>Says in words which connections a filter chain takes.</summary>
internal static class ChainMatch
{
    // Protocol lists Istio gives names to; they count only in this order.
    private static readonly (string Name, string[] Protocols)[] KnownLists =
    [
        ("HTTP", ["http/1.0", "http/1.1", "h2c"]),
        ("Istio HTTP Plain", ["istio", "istio-http/1.0", "istio-http/1.1", "istio-h2"]),
        ("HTTP TLS", ["http/1.0", "http/1.1", "h2c", "istio-http/1.0", "istio-http/1.1", "istio-h2"]),
        ("TCP TLS", ["istio-peer-exchange", "istio"]),
    ];

    public static string Describe(JsonElement chain)
    {
        var match = chain.Field("filter_chain_match");
        var parts = new List<string>();
        if (match.Texts("server_names") is { Count: > 0 } names)
            parts.Add($"SNI: {string.Join(',', names)}");
        if (match.Text("transport_protocol") is { Length: > 0 } transport)
            parts.Add($"Trans: {transport}");
        if (match.Texts("application_protocols") is { Count: > 0 } protocols)
            parts.Add($"App: {Name(protocols)}");
        var port = match.Field("destination_port") is var number && number.Exists() ? $":{number.AsNumber()}" : "";
        var ranges = match.Items("prefix_ranges").Select(range => $"{range.Text("address_prefix")}/{range.Number("prefix_len")}").ToList();
        if (ranges.Count > 0)
            parts.Add($"Addr: {string.Join(',', ranges)}{port}");
        else if (port.Length > 0)
            parts.Add($"Addr: *{port}");
        return parts.Count == 0 ? "ALL" : string.Join("; ", parts);
    }

    private static string Name(IReadOnlyList<string> protocols) =>
        KnownLists.FirstOrDefault(known => known.Protocols.AsSpan().SequenceEqual(protocols.ToArray())).Name ?? string.Join(',', protocols);
}
