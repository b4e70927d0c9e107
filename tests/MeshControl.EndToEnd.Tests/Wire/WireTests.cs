using System.Text;
using MeshControl.EndToEnd.Tests.Guard;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Wire;

/// <summary>What a third party sees on the wire between stock Envoys: captured at the server's network device.</summary>
[Collection(MeshCollection.Name)]
public sealed class WireTests(GuardMesh fixture) : IClassFixture<GuardMesh>
{
    private const string Marker = "confidential-4711";
    private readonly GuardMesh _fixture = fixture;

    [NetworkTheory]
    [InlineData(8001)]
    [InlineData(8004)]
    [InlineData(8005)]
    public async Task Between_proxies_no_byte_of_an_application_crosses_in_clear(int port)
    {
        using var capture = _fixture.Mesh["wire-0"].Place.Capture();
        using var client = _fixture.Mesh["buyer-0"].NewClient();
        var answer = await client.GetAsync($"http://wire.shop:{port}/{Marker}", ("x-marker", Marker));
        Assert.Contains(Marker, answer.Body, StringComparison.Ordinal);

        var packets = capture.Take(port);
        Assert.Contains(packets, static packet => packet.ToPort);
        Assert.Contains(packets, static packet => !packet.ToPort);
        Assert.DoesNotContain(Marker, Text(packets), StringComparison.Ordinal);
        Assert.DoesNotContain("HTTP/1", Text(packets), StringComparison.Ordinal);
        Assert.True(packets.First(static packet => packet.ToPort).Payload is [0x16, 3, ..], "the first bytes are a TLS handshake");
    }

    [NetworkFact]
    public async Task Strict_answers_plaintext_with_nothing_and_passes_nothing_on()
    {
        using var capture = _fixture.Mesh["wire-0"].Place.Capture();
        using var client = _fixture.Mesh["stranger-0"].NewClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync($"http://10.244.1.5:8001/{Marker}-plain"));

        // The capture sees what is in clear: here the request itself, which its sender did not protect.
        var packets = capture.Take(8001);
        Assert.Contains(Marker, Text(packets.Where(static packet => packet.ToPort)), StringComparison.Ordinal);
        Assert.DoesNotContain(packets, static packet => !packet.ToPort);
        Assert.DoesNotContain(_fixture.Mesh["wire-0"].Received, static request => request.Target.Contains("-plain", StringComparison.Ordinal));
    }

    [NetworkFact]
    public async Task Permissive_takes_both()
    {
        var open = _fixture.Cases.First(static item => item.Policies is [""]);
        using var capture = _fixture.Mesh[open.Server + "-0"].Place.Capture();
        using var proxied = _fixture.Mesh["buyer-0"].NewClient();
        using var plain = _fixture.Mesh["stranger-0"].NewClient();
        Assert.Equal(200, (await proxied.GetAsync($"http://{open.Server}.shop:{open.Port}/{Marker}")).Status);
        Assert.DoesNotContain(Marker, Text(capture.Take(open.Port)), StringComparison.Ordinal);
        Assert.Equal(200, (await plain.GetAsync($"http://{_fixture.AddressOf(open)}:{open.Port}/{Marker}")).Status);
        Assert.Contains(Marker, Text(capture.Take(open.Port)), StringComparison.Ordinal);
    }

    [NetworkTheory]
    [InlineData(8001, "istio-http/1.1,istio,http/1.1", "http1")]
    [InlineData(8002, "istio-h2,istio,h2", "http2")]
    [InlineData(8003, "istio-h2,istio,h2", "http2")]
    [InlineData(8004, "istio-http/1.1,istio-h2,istio", "http1")]
    [InlineData(8005, "istio", null)]
    public async Task Each_kind_of_port_is_announced_in_the_handshake_and_received_as_such(int port, string protocols, string? version)
    {
        // A client that has no connection to the server yet.
        var server = _fixture.Mesh["wire-0"];
        using var capture = server.Place.Capture();
        using var client = _fixture.Mesh["teller-0"].NewClient();
        var before = await ReceivedAsync(server, port, version ?? "http1");
        await client.GetAsync($"http://wire.shop:{port}/");

        var hello = capture.Take(port).First(static packet => packet.ToPort).Payload;
        Assert.Equal(protocols, string.Join(',', ClientHello.ProtocolsOf(hello) ?? []));
        Assert.Equal($"outbound_.{port}_._.wire.shop.svc.cluster.local", ClientHello.NameOf(hello));
        Assert.Equal(before + (version is null ? 0 : 1), await ReceivedAsync(server, port, version ?? "http1"));
    }

    private static string Text(IEnumerable<(bool ToPort, byte[] Payload)> packets) => string.Concat(packets.Select(static packet => Encoding.Latin1.GetString(packet.Payload)));

    // Connections that the chain of a port took up as HTTP of that version.
    private static async Task<long> ReceivedAsync(MeshPod pod, int port, string version)
    {
        var lines = (await pod.Envoy.GetAsync("/stats?filter=downstream_cx_" + version + "_total")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Where(line => line.Contains($"_{port}", StringComparison.Ordinal)).Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..]));
    }
}
