using MeshControl.Generation.Simulation;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>One request to a proxy of one configuration.</summary>
/// <param name="Number">Unique in its batch; stands in the request as x-pair and as source port.</param>
/// <param name="Mesh">Which configuration of the batch.</param>
/// <param name="Entry">How it gets in, which also tells the proxy.</param>
/// <param name="Request">Null for bytes that are no HTTP.</param>
internal sealed record Call(int Number, int Mesh, Arrival Entry, Connection Connection, HttpRequest? Request)
{
    public override string ToString() =>
        $"{Entry} to {Connection.Destination}:{Connection.DestinationPort} {(Connection.Tls is { } tls ? $"TLS {tls.ServerName} [{string.Join(',', tls.Protocols)}] {tls.Identity} " : "")}"
        + (Request is null ? "bytes" : $"{Request.Method} {Request.Path} host={Request.Authority} {string.Join(' ', Request.Headers.Select(header => $"{header.Name}={header.Value}"))}");
}
