using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Validation;

/// <summary>Rules for ServiceEntries.</summary>
internal sealed class ServiceEntryValidator() : SpecValidator<ServiceEntry>(KindCatalog.ServiceEntry)
{
    private static readonly string[] Protocols =
        ["HTTP", "HTTP2", "HTTPS", "GRPC", "GRPC-WEB", "TCP", "TLS", "MONGO", "REDIS", "MYSQL", "UDP", "HTTP_PROXY", "HBONE", "UNSUPPORTEDPROTOCOL", ""];

    protected override void Validate(ServiceEntry spec, ValidationContext context)
    {
        if (spec.Hosts.Count == 0)
        {
            context.Error(FindingCode.MissingField, "hosts", "a ServiceEntry needs at least one host");
        }

        for (var i = 0; i < spec.Hosts.Count; i++)
        {
            ValidateHost(context, $"hosts[{i}]", spec, spec.Hosts[i]);
        }

        for (var i = 0; i < spec.Addresses.Count; i++)
        {
            ValidateAddress(context, $"addresses[{i}]", spec, spec.Addresses[i]);
        }

        ValidatePorts(spec, context);
        if (spec.WorkloadSelector is { } selector)
        {
            FieldRules.Labels(context, "workloadSelector.labels", selector.Labels);
            if (spec.Endpoints.Count > 0)
            {
                context.Error(FindingCode.ConflictingFields, "workloadSelector", "workloadSelector and endpoints exclude each other", "keep one of them");
            }
        }

        if (spec.Hosts.Count > 1 && spec.Resolution != ServiceEntryResolution.None && !spec.Ports.All(CanTellHostsApart))
        {
            context.Error(
                FindingCode.ConflictingFields, "hosts", "traffic to one host cannot be told from traffic to another, except by HTTP or TLS",
                "write a ServiceEntry for each host, or use HTTP or TLS on every port");
        }

        ValidateResolution(spec, context);
        for (var i = 0; i < spec.Endpoints.Count; i++)
        {
            ValidateEndpoint(context, $"endpoints[{i}]", spec, spec.Endpoints[i]);
        }

        FieldRules.ExportTo(context, spec.ExportTo, noneAllowed: true);
    }

    private static bool CanTellHostsApart(ServiceEntryPort port) => ProtocolExtensions.Parse(port.Protocol) is { } protocol && (protocol.IsHttp() || protocol.IsTls());

    private static void ValidateHost(ValidationContext context, string path, ServiceEntry spec, string host)
    {
        if (host == "*")
        {
            context.Error(FindingCode.InvalidHost, path, "the host * would take the place of every service", "name the hosts");
            return;
        }

        FieldRules.Host(context, path, host);
        var isWildcard = host.StartsWith('*');
        if (isWildcard && spec.Endpoints.Count == 0 && spec.WorkloadSelector is null && spec.Resolution is ServiceEntryResolution.Dns or ServiceEntryResolution.DnsRoundRobin)
        {
            context.Error(FindingCode.InvalidHost, path, $"\"{host}\" cannot be looked up in DNS", "use resolution NONE or DYNAMIC_DNS, name the host in full, or add endpoints");
        }
        else if (!isWildcard && spec.Resolution == ServiceEntryResolution.DynamicDns)
        {
            context.Error(FindingCode.InvalidHost, path, "DYNAMIC_DNS is for wildcard hosts", "use resolution DNS");
        }
    }

    private static void ValidateAddress(ValidationContext context, string path, ServiceEntry spec, string address)
    {
        if (!HostSyntax.IsIpOrCidr(address))
        {
            context.Error(FindingCode.InvalidValue, path, $"\"{address}\" is neither an IP address nor a CIDR range");
        }
        else if (address.Contains('/') && spec.Resolution is not (ServiceEntryResolution.None or ServiceEntryResolution.Static))
        {
            context.Error(FindingCode.ConflictingFields, path, "an address range needs resolution NONE or STATIC");
        }
    }

    private static void ValidatePorts(ServiceEntry spec, ValidationContext context)
    {
        for (var i = 0; i < spec.Ports.Count; i++)
        {
            var port = spec.Ports[i];
            var path = $"ports[{i}]";
            FieldRules.Port(context, path + ".number", port.Number);
            if (port.TargetPort != 0)
            {
                FieldRules.Port(context, path + ".targetPort", port.TargetPort);
            }

            if (port.Name.Length == 0)
            {
                context.Error(FindingCode.MissingField, path + ".name", "the port has no name", "add a name, such as http or tcp-db");
            }
            else
            {
                FieldRules.Label(context, path + ".name", port.Name, "a port name");
            }

            if (!Protocols.Contains(port.Protocol.ToUpperInvariant()))
            {
                context.Error(FindingCode.InvalidValue, path + ".protocol", $"\"{port.Protocol}\" is not a protocol", "use HTTP, HTTPS, GRPC, HTTP2, TCP or TLS");
            }

            if (spec.Ports.Take(i).Any(p => p.Name == port.Name))
            {
                context.Error(FindingCode.InvalidName, path + ".name", $"the port name \"{port.Name}\" is used twice", "give each port its own name");
            }

            if (spec.Ports.Take(i).Any(p => p.Number == port.Number))
            {
                context.Error(FindingCode.InvalidPort, path + ".number", $"the port {port.Number} is defined twice", "remove one");
            }
        }
    }

    private static void ValidateResolution(ServiceEntry spec, ValidationContext context)
    {
        switch (spec.Resolution)
        {
            case ServiceEntryResolution.None when spec.Endpoints.Count > 0:
                context.Error(FindingCode.ConflictingFields, "endpoints", "with resolution NONE traffic goes where the caller sent it, not to endpoints", "use resolution STATIC or DNS, or remove endpoints");
                break;
            case ServiceEntryResolution.None when spec.WorkloadSelector is not null:
                context.Warning(FindingCode.NoEffect, "workloadSelector", "with resolution NONE traffic goes where the caller sent it", "use resolution STATIC");
                break;
            case ServiceEntryResolution.DnsRoundRobin when spec.Endpoints.Count > 1:
                context.Error(FindingCode.InvalidValue, "endpoints", "DNS_ROUND_ROBIN takes at most one endpoint", "use resolution DNS");
                break;
            case ServiceEntryResolution.DynamicDns:
                if (spec.Endpoints.Count > 0 || spec.Addresses.Count > 0)
                {
                    context.Error(FindingCode.ConflictingFields, spec.Endpoints.Count > 0 ? "endpoints" : "addresses", "DYNAMIC_DNS takes neither endpoints nor addresses", "remove them");
                }

                for (var i = 0; i < spec.Ports.Count; i++)
                {
                    if (spec.Ports[i].Protocol.ToUpperInvariant() is not ("HTTP" or "HTTP2" or "GRPC" or "TLS"))
                    {
                        context.Error(FindingCode.InvalidValue, $"ports[{i}].protocol", "DYNAMIC_DNS needs a protocol that names the host", "use HTTP, HTTP2, GRPC or TLS");
                    }
                }

                break;
        }
    }

    private static void ValidateEndpoint(ValidationContext context, string path, ServiceEntry spec, WorkloadEntry endpoint)
    {
        WorkloadEntryRules.Validate(context, path, endpoint);
        var isUnix = endpoint.Address.StartsWith("unix://", StringComparison.Ordinal);
        if (spec.Resolution == ServiceEntryResolution.Static && !isUnix && endpoint.Address.Length > 0 && !HostSyntax.IsIp(endpoint.Address))
        {
            context.Error(FindingCode.InvalidValue, path + ".address", $"\"{endpoint.Address}\" is not an IP address, which resolution STATIC needs", "use resolution DNS for host names");
        }

        if (isUnix && spec.Resolution is ServiceEntryResolution.Dns or ServiceEntryResolution.DnsRoundRobin)
        {
            context.Error(FindingCode.InvalidValue, path + ".address", "a unix socket needs resolution STATIC");
        }

        if (isUnix && spec.Ports.Count != 1)
        {
            context.Error(FindingCode.InvalidPort, path + ".address", "a unix socket serves exactly one port", "leave one port");
        }

        foreach (var name in endpoint.Ports.Keys.Where(name => spec.Ports.All(p => p.Name != name)))
        {
            context.Error(FindingCode.InvalidPort, $"{path}.ports[\"{name}\"]", $"the ServiceEntry has no port \"{name}\"", $"known ports: {string.Join(", ", spec.Ports.Select(p => p.Name))}");
        }
    }
}
