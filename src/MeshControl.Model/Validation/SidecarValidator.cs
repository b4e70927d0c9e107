using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Validation;

/// <summary>Rules for Sidecars.</summary>
internal sealed class SidecarValidator() : SpecValidator<Sidecar>(KindCatalog.Sidecar)
{
    protected override void Validate(Sidecar spec, ValidationContext context)
    {
        if (spec is { Ingress.Count: 0, Egress.Count: 0, OutboundTrafficPolicy: null, InboundConnectionPool: null })
        {
            context.Error(FindingCode.MissingField, "", "the Sidecar sets nothing", "add egress, ingress or outboundTrafficPolicy");
        }

        FieldRules.Labels(context, "workloadSelector.labels", spec.WorkloadSelector?.Labels ?? new Dictionary<string, string>());
        var ports = new HashSet<int>();
        for (var i = 0; i < spec.Ingress.Count; i++)
        {
            ValidateIngress(context, $"ingress[{i}]", spec.Ingress[i], ports);
        }

        var egressPorts = new HashSet<int>();
        for (var i = 0; i < spec.Egress.Count; i++)
        {
            if (spec.Egress[i] is { Port: { Number: not 0 } port } listener && !IsSocket(listener.Bind) && !egressPorts.Add(port.Number))
            {
                context.Error(FindingCode.InvalidPort, $"egress[{i}].port.number", $"the port {port.Number} has another egress listener", "put their hosts into one listener");
            }

            ValidateEgress(context, $"egress[{i}]", spec.Egress[i], isLast: i == spec.Egress.Count - 1);
        }

        ConnectionPoolRules.Validate(context, "inboundConnectionPool", spec.InboundConnectionPool);
        if (spec.OutboundTrafficPolicy?.Mode == OutboundTrafficPolicyMode.AllowAnyDynamicDns)
        {
            context.Error(FindingCode.InvalidValue, "outboundTrafficPolicy.mode", "ALLOW_ANY_DYNAMIC_DNS is for the whole mesh", "use ALLOW_ANY or REGISTRY_ONLY");
        }

        if (spec.OutboundTrafficPolicy?.EgressProxy is { } proxy)
        {
            FieldRules.Destination(context, "outboundTrafficPolicy.egressProxy", proxy);
            if (spec.OutboundTrafficPolicy.Mode != OutboundTrafficPolicyMode.AllowAny)
            {
                context.Error(FindingCode.ConflictingFields, "outboundTrafficPolicy.egressProxy", "an egress proxy needs mode ALLOW_ANY");
            }

            if (proxy.Port is null)
            {
                context.Error(FindingCode.MissingField, "outboundTrafficPolicy.egressProxy.port", "the egress proxy needs a port");
            }
        }
    }

    private static void ValidateIngress(ValidationContext context, string path, IstioIngressListener listener, HashSet<int> ports)
    {
        if (listener.Port is not { } port)
        {
            context.Error(FindingCode.MissingField, path + ".port", "an ingress listener needs a port");
            return;
        }

        FieldRules.Port(context, path + ".port.number", port.Number);
        if (!ports.Add(port.Number))
        {
            context.Error(FindingCode.InvalidPort, path + ".port.number", $"the port {port.Number} has another ingress listener", "keep one of them");
        }

        ConnectionPoolRules.Validate(context, path + ".connectionPool", listener.ConnectionPool);
        if (!IsDefaultEndpoint(listener.DefaultEndpoint))
        {
            context.Error(
                FindingCode.InvalidValue, path + ".defaultEndpoint", $"\"{listener.DefaultEndpoint}\" is not an endpoint of this workload", "write 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT or unix:///path");
        }

        if (listener.Tls is { } tls)
        {
            if (ProtocolExtensions.Parse(port.Protocol)?.IsTls() != true)
            {
                context.Error(FindingCode.ConflictingFields, path + ".tls", $"a port that speaks {port.Protocol} has no TLS to terminate", "use the protocol HTTPS or TLS");
            }

            if (tls.Mode is ServerTlsMode.IstioMutual or ServerTlsMode.AutoPassthrough || tls.HttpsRedirect || tls.CredentialName.Length > 0 || tls.SubjectAltNames.Count > 0)
            {
                context.Error(FindingCode.ConflictingFields, path + ".tls", "a sidecar terminates TLS with certificate files, in mode SIMPLE, MUTUAL or OPTIONAL_MUTUAL", "remove the other fields");
            }
            else
            {
                ServerTlsRules.Validate(context, path + ".tls", tls);
            }
        }
    }

    private static bool IsDefaultEndpoint(string endpoint)
    {
        if (endpoint.Length == 0 || endpoint.StartsWith("unix://", StringComparison.Ordinal))
        {
            return endpoint.Length != 7;
        }

        var colon = endpoint.LastIndexOf(':');
        return colon >= 0 && endpoint[..colon] is "" or "127.0.0.1" or "0.0.0.0" or "[::1]" or "[::]" && int.TryParse(endpoint[(colon + 1)..], out var port) && port is > 0 and <= 65535;
    }

    private static void ValidateEgress(ValidationContext context, string path, IstioEgressListener listener, bool isLast)
    {
        if (listener.Hosts.Count == 0)
        {
            context.Error(FindingCode.MissingField, path + ".hosts", "an egress listener needs hosts", "write namespace/host, such as ./* or istio-system/*");
        }

        var isUnix = IsSocket(listener.Bind);
        if (isUnix && listener.CaptureMode == CaptureMode.Iptables)
        {
            context.Error(FindingCode.ConflictingFields, path + ".captureMode", "traffic to a socket cannot be captured", "use DEFAULT or NONE");
        }

        if (listener.Port is null or { Number: 0 } && !isUnix && !isLast)
        {
            context.Error(FindingCode.InvalidPort, path, "the egress listener without a port takes everything", "move it to the end; there can be one");
        }

        if (listener.Port is { Number: not 0 } port)
        {
            FieldRules.Port(context, path + ".port.number", port.Number);
        }

        for (var i = 0; i < listener.Hosts.Count; i++)
        {
            ValidateEgressHost(context, $"{path}.hosts[{i}]", listener.Hosts[i]);
        }
    }

    private static bool IsSocket(string bind) => bind.StartsWith("unix:", StringComparison.Ordinal);

    private static void ValidateEgressHost(ValidationContext context, string path, string host)
    {
        var slash = host.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            context.Error(FindingCode.InvalidHost, path, $"\"{host}\" names no namespace", "write namespace/host, ./host or */host");
            return;
        }

        if (host[..slash] is not ("*" or "." or "~") && !HostSyntax.IsLabel(host.AsSpan(0, slash)))
        {
            context.Error(FindingCode.InvalidHost, path, $"\"{host[..slash]}\" is not a namespace", "use a namespace, *, . or ~");
        }

        if (!HostSyntax.IsWildcardName(host.AsSpan(slash + 1)))
        {
            context.Error(FindingCode.InvalidHost, path, $"\"{host[(slash + 1)..]}\" is not a host name");
        }
    }
}
