using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.GatewayApi;

namespace MeshControl.Model.GatewayApi.Status;

/// <summary>Says of each object what its conversion did with it, by the same rules as the conversion.</summary>
internal static class GatewayApiAssessment
{
    private static readonly string[] HttpKinds = ["HTTPRoute", "GRPCRoute"];

    public static GatewayApiStatuses Of(GatewayApiObjects objects, IEnumerable<Resource<GatewayClassSpec>> classes)
    {
        var listeners = objects.Gateways.SelectMany(gateway => ListenerConversion.Convert(gateway, objects)).ToList();
        var routes = new RouteAssessment(objects, listeners).All().ToList();
        return new(
            classes.Where(found => found.Spec.ControllerName == GatewayApiNames.Controller).Select(found => new ClassStatus(found.Key)).ToEquatableArray(),
            objects.Gateways.Where(gateway => objects.ControllerOf(gateway.Spec.GatewayClassName) == GatewayApiNames.Controller)
                .Select(gateway => Of(gateway, objects, listeners, routes)).ToEquatableArray(),
            routes.Select(route => route.Status).Where(status => !status.Parents.IsEmpty).ToEquatableArray());
    }

    private static GatewayStatus Of(
        Resource<GatewaySpec> gateway, GatewayApiObjects objects, IReadOnlyList<ListenerGateway> listeners, IReadOnlyList<AssessedRoute> routes)
    {
        var address = ListenerConversion.BoundServices(gateway, objects.Settings.DomainSuffix)[0];
        var service = address.Split('.');
        var states = gateway.Spec.Listeners.Select(listener => Of(
            gateway, listener, objects, routes.Count(route => route.Listeners.Any(attached => attached.Parent == gateway.Key && attached.Listener.Name == listener.Name))));
        return new(gateway.Key, address, service.Length > 1 && objects.HasService(service[1], service[0]), states.ToEquatableArray());
    }

    private static ListenerStatus Of(Resource<GatewaySpec> gateway, Listener listener, GatewayApiObjects objects, int attached)
    {
        var kinds = Kinds(listener).ToEquatableArray();
        var isConflicted = gateway.Spec.Listeners.Any(other => ListenerConversion.InConflict(listener, other));
        var protocol = kinds.IsEmpty ? Verdict.Bad("UnsupportedProtocol", $"protocol {listener.Protocol} is not served; use HTTP, HTTPS, TLS or TCP") : Verdict.Good("Accepted");
        return new(listener.Name, kinds, attached, isConflicted, protocol, References(gateway, listener, objects));
    }

    private static Verdict References(Resource<GatewaySpec> gateway, Listener listener, GatewayApiObjects objects)
    {
        if (listener.Protocol is not ("HTTPS" or "TLS") || ListenerTlsConversion.Convert(gateway, listener, objects) is not null)
        {
            return Verdict.Good("ResolvedRefs");
        }

        if (listener.Tls is not { CertificateRefs: [_, ..] references })
        {
            return Verdict.Bad("InvalidCertificateRef", "the listener has no certificate; add tls.certificateRefs, or tls.mode Passthrough");
        }

        var refused = references.FirstOrDefault(reference => !objects.MayRefer("Gateway", gateway.Namespace, "", "Secret", reference.Namespace ?? gateway.Namespace, reference.Name));
        return refused is not null
            ? Verdict.Bad("RefNotPermitted", $"the secret {refused.Namespace}/{refused.Name} is of another namespace; add a ReferenceGrant there")
            : Verdict.Bad("InvalidCertificateRef", $"the secret {references[0].Namespace ?? gateway.Namespace}/{references[0].Name} is not there, or has no tls.crt and tls.key");
    }

    private static IEnumerable<string> Kinds(Listener listener)
    {
        IEnumerable<string> possible = listener.Protocol switch
        {
            "HTTP" or "HTTPS" => HttpKinds,
            "TCP" => ["TCPRoute"],
            "TLS" => listener.Tls?.Mode == "Passthrough" ? ["TLSRoute"] : ["TLSRoute", "TCPRoute"],
            _ => [],
        };
        return listener.AllowedRoutes?.Kinds is { Count: > 0 } kinds ? possible.Where(kind => kinds.Any(allowed => allowed.Kind == kind)) : possible;
    }
}
