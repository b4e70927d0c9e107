using System.Collections.Immutable;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshControl.Generation.Output;
using MeshControl.Generation.Simulation.Access;
using MeshControl.Generation.Simulation.Http;
using MeshControl.Generation.Simulation.Listeners;

namespace MeshControl.Generation.Simulation;

/// <summary>What one proxy does with a connection, read from the messages that its Envoy gets and from nothing else.</summary>
public sealed class ProxySimulator(ProxyResources resources)
{
    /// <summary>Every way the proxy can go, likeliest first; the chances add up to 1.</summary>
    /// <param name="connection">The connection, with its original destination.</param>
    /// <param name="request">The request that it carries; null for bytes that are no HTTP.</param>
    /// <param name="arrival">How it gets to the proxy.</param>
    public ImmutableArray<ProxyOutcome> Run(Connection connection, HttpRequest? request, Arrival arrival)
    {
        var (listener, taken) = ListenerChoice.Choose(resources.Listeners, connection, arrival);
        if (listener is null)
        {
            return [new ProxyOutcome(1, [taken], new Closed("nothing listens"))];
        }

        var sniffed = Sniffed.Run(listener, connection);
        var (chain, matched) = FilterChainChoice.Choose(listener, connection, sniffed);
        var source = new ResourceReference(ResourceType.Listener, listener.Name);
        ImmutableArray<Decision> decisions = [taken, matched with { Resource = source }];
        if (chain is null)
        {
            return [new ProxyOutcome(1, decisions, new Closed("no filter chain"))];
        }

        string? identity = null;
        var inside = connection;
        if (chain.TransportSocket?.TypedConfig is { } config && config.TryUnpack(out DownstreamTlsContext tls))
        {
            var (refusal, shown) = EndTls(tls, connection);
            if (refusal is not null)
            {
                return [new ProxyOutcome(1, decisions.Add(new Decision(DecisionKind.Tls, "refused", refusal) { Resource = source }), new Closed(refusal))];
            }

            identity = shown;
            inside = connection with { Tls = null };
            decisions = decisions.Add(new Decision(DecisionKind.Tls, shown is null ? "ended" : "mutual", shown ?? "no client certificate") { Resource = source });
        }

        var context = new AccessContext { Request = null, Connection = inside, Identity = identity, ServerName = sniffed.ServerName, Origin = connection.Source, IsTls = inside != connection };
        return [.. new NetworkRun(resources, source).Run(chain, request, context, decisions).OrderByDescending(outcome => outcome.Chance)];
    }

    // Null and the client's identity, or the reason why the handshake fails.
    private static (string? Refusal, string? Identity) EndTls(DownstreamTlsContext tls, Connection connection)
    {
        if (connection.Tls is not { } hello)
        {
            return ("the chain expects TLS and gets plaintext", null);
        }

        var common = tls.CommonTlsContext;
        var validation = common?.ValidationContext ?? common?.CombinedValidationContext?.DefaultValidationContext;
        if (tls.RequireClientCertificate is true && hello.Identity is null)
        {
            return ("a client certificate is required", null);
        }

        if (validation is null && common?.ValidationContextSdsSecretConfig is null)
        {
            return (null, null);
        }

#pragma warning disable CS0612, CS0618 // The untyped list is what is generated.
        var names = validation?.MatchSubjectAltNames;
#pragma warning restore CS0612, CS0618
        return hello.Identity is { } identity && names is { Count: > 0 } && !names.Any(name => StringMatching.Matches(name, identity))
            ? ($"a certificate of {identity} is not accepted", null)
            : (null, hello.Identity);
    }
}
