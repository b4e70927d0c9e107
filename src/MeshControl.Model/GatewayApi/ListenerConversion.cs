using MeshControl.Incremental;
using MeshControl.Model.Gateways;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;
using MeshControl.Model.Traffic;

namespace MeshControl.Model.GatewayApi;

/// <summary>Listeners as gateways of one server each (traffic specification 1.13).</summary>
internal static class ListenerConversion
{
    public static IEnumerable<ListenerGateway> Convert(Resource<GatewaySpec> gateway, GatewayApiObjects objects)
    {
        if (objects.ControllerOf(gateway.Spec.GatewayClassName) != GatewayApiNames.Controller)
        {
            yield break;
        }

        foreach (var listener in gateway.Spec.Listeners)
        {
            if (!gateway.Spec.Listeners.Any(other => InConflict(listener, other)) && Server(gateway, listener, objects) is { } server)
            {
                yield return new(gateway.Key, listener, Gateway(gateway, listener, server, objects));
            }
        }
    }

    internal static bool InConflict(Listener one, Listener other) =>
        !ReferenceEquals(one, other) && one.Port == other.Port
        && (one.Protocol != other.Protocol || (one.Hostname ?? "") == (other.Hostname ?? ""));

    private static MeshGateway Gateway(Resource<GatewaySpec> gateway, Listener listener, GatewayServer server, GatewayApiObjects objects)
    {
        IReadOnlyList<GatewayServer> servers = [server];
        return new MeshGateway
        {
            Source = gateway.Key,
            Name = $"{gateway.Name}~{GatewayApiNames.Infix}~{listener.Name}",
            Namespace = gateway.Namespace,
            Created = gateway.Meta.Created,
            BoundServices = BoundServices(gateway, objects.Settings.DomainSuffix),
            Servers = servers,
            Fingerprint = SpecFingerprint.Of(new Gateway { Servers = servers }),
        };
    }

    internal static EquatableArray<string> BoundServices(Resource<GatewaySpec> gateway, string domain)
    {
        var written = gateway.Spec.Addresses.Where(static address => address.Type == "Hostname")
            .Select(address => HostNames.Expand(address.Value, gateway.Namespace, domain)).ToEquatableArray();
        if (!written.IsEmpty)
        {
            return written;
        }

        var name = gateway.Meta.Annotations.GetValueOrDefault(GatewayApiNames.NameOverride) ?? $"{gateway.Name}-{gateway.Spec.GatewayClassName}";
        return [HostNames.Expand(name, gateway.Namespace, domain)];
    }

    private static GatewayServer? Server(Resource<GatewaySpec> gateway, Listener listener, GatewayApiObjects objects)
    {
        ServerTlsSettings? tls = null;
        if (listener.Protocol is not ("HTTP" or "HTTPS" or "TLS" or "TCP")
            || (listener.Protocol is "HTTPS" or "TLS" && (tls = ListenerTlsConversion.Convert(gateway, listener, objects)) is null))
        {
            return null;
        }

        var hostname = string.IsNullOrEmpty(listener.Hostname) ? "*" : listener.Hostname;
        return new GatewayServer
        {
            Port = new GatewayPort { Name = "default", Number = listener.Port, Protocol = listener.Protocol },
            Hosts = Hosts(hostname, listener.AllowedRoutes?.Namespaces, gateway.Namespace, objects),
            Tls = tls,
        };
    }

    // A host without a namespace is for every one; nobody lives in `~`.
    private static IReadOnlyList<string> Hosts(string hostname, RouteNamespaces? allowed, string own, GatewayApiObjects objects)
    {
        switch (allowed?.From)
        {
            case "All":
                return [hostname];
            case "Selector":
                var namespaces = objects.NamespacesOf(allowed.Selector ?? new());
                return namespaces.Count == 0 ? ["~/" + hostname] : [.. namespaces.Select(ns => $"{ns}/{hostname}")];
            case "None":
                return ["~/" + hostname];
            default:
                return [$"{own}/{hostname}"];
        }
    }
}
