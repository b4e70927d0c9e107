using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for VirtualServices; one without hosts is a delegate of another one.</summary>
internal sealed class VirtualServiceValidator() : SpecValidator<VirtualService>(KindCatalog.VirtualService)
{
    protected override void Validate(VirtualService spec, ValidationContext context)
    {
        var isDelegate = spec.Hosts.Count == 0;
        if (isDelegate)
        {
            ValidateDelegate(spec, context);
        }

        // Without gateways a VirtualService applies to the mesh.
        var appliesToMesh = spec.Gateways.Count == 0 || spec.Gateways.Contains("mesh");
        for (var i = 0; i < spec.Hosts.Count; i++)
        {
            ValidateHost(context, spec.Hosts, i, appliesToMesh);
        }

        for (var i = 0; i < spec.Gateways.Count; i++)
        {
            GatewayName(context, $"gateways[{i}]", spec.Gateways[i]);
        }

        if (spec.Http.Count + spec.Tls.Count + spec.Tcp.Count == 0)
        {
            context.Error(FindingCode.MissingField, "", "this VirtualService has no routes", "add http, tls or tcp");
        }

        for (var i = 0; i < spec.Http.Count; i++)
        {
            HttpRouteRules.Validate(context, $"http[{i}]", spec.Http[i], isDelegate, appliesToMesh);
        }

        for (var i = 0; i < spec.Tls.Count; i++)
        {
            L4RouteRules.Validate(context, $"tls[{i}]", spec.Tls[i], spec.Hosts);
        }

        for (var i = 0; i < spec.Tcp.Count; i++)
        {
            L4RouteRules.Validate(context, $"tcp[{i}]", spec.Tcp[i]);
        }

        FieldRules.ExportTo(context, spec.ExportTo);
        ReachabilityRules.Validate(context, spec);
    }

    /// <summary>mesh, name, namespace/name, or the old form name.namespace.svc...</summary>
    public static void GatewayName(ValidationContext context, string path, string name)
    {
        var parts = name.Split('/');
        if (name == "mesh")
        {
            return;
        }

        if (parts.Length == 1 && name.Contains('.') && HostSyntax.IsName(name))
        {
            context.Warning(FindingCode.Deprecated, path, $"\"{name}\" names a gateway in the old way", "write namespace/name");
        }
        else if (parts.Length > 2 || !parts.All(part => HostSyntax.IsLabel(part)))
        {
            context.Error(FindingCode.InvalidName, path, $"\"{name}\" is not a gateway", "write mesh, name or namespace/name");
        }
    }

    private static void ValidateDelegate(VirtualService spec, ValidationContext context)
    {
        if (spec.Gateways.Count > 0)
        {
            context.Error(FindingCode.ConflictingFields, "gateways", "a VirtualService without hosts is a delegate, whose gateways are those of its root", "add hosts, or remove gateways");
        }

        if (spec.Tls.Count > 0 || spec.Tcp.Count > 0)
        {
            context.Error(
                FindingCode.ConflictingFields, spec.Tls.Count > 0 ? "tls" : "tcp", "a VirtualService without hosts is a delegate, which has only http routes", "add hosts, or keep http only");
        }
    }

    private static void ValidateHost(ValidationContext context, IReadOnlyList<string> hosts, int index, bool appliesToMesh)
    {
        var path = $"hosts[{index}]";
        var host = hosts[index];
        if (host == "*" && appliesToMesh)
        {
            context.Error(FindingCode.InvalidHost, path, "the host * cannot be routed in the mesh", "name hosts, or bind it to a gateway with gateways");
            return;
        }

        FieldRules.Host(context, path, host);
        if (hosts.Take(index).Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            context.Error(FindingCode.InvalidHost, path, $"the host \"{host}\" is named twice", "remove one");
        }
        else if (hosts.Where((other, i) => i != index && host != other && Covers(other, host)).FirstOrDefault() is { } wider)
        {
            context.Error(FindingCode.InvalidHost, path, $"the host \"{host}\" is already covered by \"{wider}\"", "remove one");
        }
    }

    private static bool Covers(string wildcard, string host) =>
        wildcard == "*" || (wildcard.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(wildcard[1..], StringComparison.OrdinalIgnoreCase));
}
