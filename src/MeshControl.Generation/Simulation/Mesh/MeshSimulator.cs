using System.Collections.Immutable;
using System.Net;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Simulation.Mesh;

/// <summary>A request through both proxies: out of one pod (or into a gateway), then into each pod that it can land at.</summary>
public sealed class MeshSimulator(RenderPipeline pipeline, Workloads workloads)
{
    // A client outside of the mesh, in front of a gateway (TEST-NET-2).
    private static readonly IPAddress Stranger = IPAddress.Parse("198.51.100.1");

    private readonly Dictionary<string, ProxySimulator> _proxies = new(StringComparer.Ordinal);

    /// <summary>Follows a request that a workload makes, or that comes to it where it is a gateway.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="target">Where the client connects to; for a gateway only its reason is used.</param>
    /// <param name="port">The port that the client connects to.</param>
    /// <param name="tls">What a TLS client says; null for plaintext.</param>
    /// <param name="request">The request; null for bytes.</param>
    public MeshTrace Trace(Workload from, Target target, int port, TlsHello? tls, HttpRequest? request)
    {
        var entry = from.Proxy == ProxyType.Router ? Arrival.Direct : Arrival.Outbound;
        var connection = new Connection
        {
            Source = entry == Arrival.Direct ? Stranger : from.Addresses[0],
            Destination = entry == Arrival.Direct ? from.Addresses[0] : target.Address,
            DestinationPort = port,
            Tls = tls,
            Bytes = request is null ? FirstBytes.Other : FirstBytes.Http1,
        };
        var outcomes = ProxyOf(from).Run(connection, request, entry);
        return new MeshTrace(from, entry, connection, target.Reason, [.. outcomes.Select(outcome => new Way(outcome, Arrivals(from, connection, outcome.Verdict)))]);
    }

    private ImmutableArray<Arrived> Arrivals(Workload from, Connection first, Verdict verdict) => verdict is Forwarded forwarded
        ? [.. forwarded.Endpoints.Select(endpoint => Arrive(from, first, forwarded, endpoint))]
        : [];

    private Arrived Arrive(Workload from, Connection first, Forwarded forwarded, EndpointChance endpoint)
    {
        if (endpoint.Address is not { } address || workloads.At(address) is not { } pod)
        {
            return new Arrived(endpoint, null, []);
        }

        if (pod.Proxy is null)
        {
            return new Arrived(endpoint, pod, []);
        }

        // Bytes go on as they came: a TLS session that nobody ended stays one.
        var hello = endpoint.Tls is { } tls
            ? new TlsHello(tls.ServerName.Length == 0 ? null : tls.ServerName, tls.Protocols, tls.ShowsCertificate ? from.Identity : null)
            : forwarded.Request is null ? first.Tls : null;
        var connection = new Connection
        {
            Source = from.Addresses[0], Destination = address, DestinationPort = endpoint.Port, Tls = hello,
            Bytes = forwarded.Request is null ? first.Bytes : SpeaksHttp2(endpoint) ? FirstBytes.Http2 : FirstBytes.Http1,
        };
        return new Arrived(endpoint, pod, ProxyOf(pod).Run(connection, forwarded.Request, pod.Proxy == ProxyType.Router ? Arrival.Direct : Arrival.Inbound));
    }

    private static bool SpeaksHttp2(EndpointChance endpoint) => endpoint.Tls is { } tls && tls.Protocols.Any(name => name is "h2" or "istio-h2") && !tls.Protocols.Contains("http/1.1");

    private ProxySimulator ProxyOf(Workload workload)
    {
        if (!_proxies.TryGetValue(workload.ToString(), out var proxy))
        {
            var identity = pipeline.IdentityOf(workload.Proxy ?? ProxyType.Sidecar, workload.Namespace, workload.Name)
                ?? throw new InvalidOperationException($"{workload} has no address");
            proxy = _proxies[workload.ToString()] = new ProxySimulator(new ProxyResources(pipeline.Render(identity)));
        }

        return proxy;
    }
}
