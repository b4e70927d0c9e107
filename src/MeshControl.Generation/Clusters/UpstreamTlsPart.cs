using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Clusters;

/// <summary>Gives an outbound cluster its transport socket: a rule's TLS, mesh mTLS where endpoints take it, or none (traffic specification 5.9, 5.10).</summary>
internal static class UpstreamTlsPart
{
    /// <summary>What decides the TLS of one cluster.</summary>
    /// <param name="Protocol">Protocol of the service port.</param>
    /// <param name="DefaultSni">SNI by which gateways and sidecars route mesh mTLS.</param>
    /// <param name="Identities">SPIFFE identities that may answer, sorted.</param>
    /// <param name="Service">The service.</param>
    /// <param name="MeshTlsApplies">True where mesh mTLS is used without a rule asking for it.</param>
    /// <param name="SelectsWorkloads">True where the rule has a workload selector, so that a sidecar may be given its credential.</param>
    /// <param name="IsDynamic">True where the host is taken from the request, and the SNI with it.</param>
    /// <param name="Client">The proxy.</param>
    internal sealed record Input(
        Protocol Protocol,
        string DefaultSni,
        IReadOnlyList<string> Identities,
        Service Service,
        bool MeshTlsApplies,
        bool SelectsWorkloads,
        bool IsDynamic,
        ClusterClient Client);

    public static void Apply(ClusterDraft draft, ClientTlsSettings? rule, Input input, MeshConfig mesh)
    {
        switch (rule?.Mode)
        {
            case ClientTlsMode.Disable:
                return;
            case ClientTlsMode.Simple:
                ApplyOwn(draft, rule, input, mesh);
                return;
            case ClientTlsMode.Mutual:
                ApplyOwn(draft, input.Client.Certificates is { } own ? own.Over(rule) : rule, input, mesh);
                return;
            case ClientTlsMode.IstioMutual:
                if (input.Client.Certificates is { } files)
                {
                    ApplyOwn(draft, files.Over(rule), input, mesh);
                    return;
                }

                draft.Message.TransportSocket = TransportSockets.Tls(UpstreamTls.Mesh(
                    rule.Sni.Length > 0 ? rule.Sni : input.DefaultSni,
                    rule.SubjectAltNames.Count > 0 ? rule.SubjectAltNames : input.Identities,
                    Alpn(draft, input.Protocol)));
                return;
            default:
                if (input.MeshTlsApplies)
                {
                    ApplyMesh(draft, input, mesh);
                }

                return;
        }
    }

    private static void ApplyMesh(ClusterDraft draft, Input input, MeshConfig mesh)
    {
        var context = input.Client.Certificates is { } files
            ? UpstreamTls.Own(files.Over(new() { Sni = input.DefaultSni }), input.Identities, draft.IsExplicitHttp2, mesh.TlsDefaults)
            : UpstreamTls.Mesh(input.DefaultSni, input.Identities, Alpn(draft, input.Protocol));
        var socket = TransportSockets.Tls(context);
        if (draft.IsOriginalDestination)
        {
            draft.Message.TransportSocket = socket;
        }
        else
        {
            draft.Message.TransportSocketMatches.Add(TransportSockets.ByEndpoint(socket));
        }
    }

    private static void ApplyOwn(ClusterDraft draft, ClientTlsSettings rule, Input input, MeshConfig mesh)
    {
        if (rule.CredentialName.Length > 0 && input.Client.IsSidecar && !input.SelectsWorkloads && !SecretSources.IsConfigMap(rule.CredentialName))
        {
            return;
        }

        if (rule.Mode == ClientTlsMode.Mutual && rule.CredentialName.Length == 0 && (rule.ClientCertificate.Length == 0 || rule.PrivateKey.Length == 0))
        {
            // Nothing to present: such a rule is refused before it gets here.
            return;
        }

        if (rule.Sni.Length == 0 || input.IsDynamic)
        {
            var automatic = draft.RequireHttp().UpstreamHttpProtocolOptions ??= new();
            automatic.AutoSni = true;
            automatic.AutoSanValidation = (rule.SubjectAltNames.Count == 0 || input.IsDynamic) && rule.InsecureSkipVerify != true;
        }

        rule = input.IsDynamic ? rule with { Sni = "" } : rule;
        var names = rule.SubjectAltNames.Count == 0 && input.Service.Registry == ServiceRegistry.External ? input.Identities : rule.SubjectAltNames;
        draft.Message.TransportSocket = TransportSockets.Tls(UpstreamTls.Own(rule, names, draft.IsExplicitHttp2, mesh.TlsDefaults));
    }

    // What a sidecar of Istio would put on the wire for this upstream, so that both sides pick the same chain.
    private static string[] Alpn(ClusterDraft draft, Protocol protocol) =>
        draft.IsExplicitHttp2 ? ["istio-h2", "istio", "h2"]
        : protocol.IsHttp() && draft.Http?.UseDownstreamProtocolConfig is null ? ["istio-http/1.1", "istio", "http/1.1"]
        : ["istio"];
}
