using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for the TLS and TCP routes of a VirtualService.</summary>
internal static class L4RouteRules
{
    public static void Validate(ValidationContext context, string path, TlsRoute route, IReadOnlyList<string> hosts)
    {
        if (route.Match.Count == 0)
        {
            context.Error(FindingCode.MissingField, path + ".match", "a TLS route needs a match", "add match with sniHosts");
        }

        for (var i = 0; i < route.Match.Count; i++)
        {
            var match = route.Match[i];
            var at = $"{path}.match[{i}]";
            if (match.SniHosts.Count == 0)
            {
                context.Error(FindingCode.MissingField, at + ".sniHosts", "a TLS match needs at least one SNI host");
            }

            for (var j = 0; j < match.SniHosts.Count; j++)
            {
                ValidateSni(context, $"{at}.sniHosts[{j}]", match.SniHosts[j], hosts);
            }

            Conditions(context, at, match.DestinationSubnets, match.Port, match.SourceLabels, match.Gateways, match.SourceNamespace);
        }

        Destinations(context, path, route.Route);
    }

    public static void Validate(ValidationContext context, string path, TcpRoute route)
    {
        for (var i = 0; i < route.Match.Count; i++)
        {
            var match = route.Match[i];
            Conditions(context, $"{path}.match[{i}]", match.DestinationSubnets, match.Port, match.SourceLabels, match.Gateways, match.SourceNamespace);
        }

        Destinations(context, path, route.Route);
    }

    private static void ValidateSni(ValidationContext context, string path, string sni, IReadOnlyList<string> hosts)
    {
        if (HostSyntax.IsIp(sni))
        {
            context.Warning(FindingCode.NoEffect, path, $"\"{sni}\" is an IP address, which clients do not send as SNI");
            return;
        }

        if (!HostSyntax.IsWildcardName(sni))
        {
            context.Error(FindingCode.InvalidHost, path, $"\"{sni}\" is not a host name");
        }
        else if (!hosts.Any(host => Includes(host, sni)))
        {
            context.Error(FindingCode.InvalidHost, path, $"\"{sni}\" is none of the hosts of this VirtualService", "add it to hosts");
        }
    }

    private static bool Includes(string host, string sni) =>
        host == "*" || string.Equals(host, sni, StringComparison.OrdinalIgnoreCase) ||
        (host.StartsWith('*') && sni.TrimStart('*').EndsWith(host[1..], StringComparison.OrdinalIgnoreCase));

    private static void Conditions(
        ValidationContext context,
        string path,
        IReadOnlyList<string> subnets,
        int port,
        IReadOnlyDictionary<string, string> sourceLabels,
        IReadOnlyList<string> gateways,
        string sourceNamespace)
    {
        for (var i = 0; i < subnets.Count; i++)
        {
            if (!HostSyntax.IsIpOrCidr(subnets[i]))
            {
                context.Error(FindingCode.InvalidValue, $"{path}.destinationSubnets[{i}]", $"\"{subnets[i]}\" is neither an IP address nor a CIDR range");
            }
        }

        if (port != 0)
        {
            FieldRules.Port(context, path + ".port", port);
        }

        FieldRules.Labels(context, path + ".sourceLabels", sourceLabels);
        for (var i = 0; i < gateways.Count; i++)
        {
            VirtualServiceValidator.GatewayName(context, $"{path}.gateways[{i}]", gateways[i]);
        }

        if (sourceNamespace.Length > 0)
        {
            FieldRules.Label(context, path + ".sourceNamespace", sourceNamespace, "a namespace");
        }
    }

    private static void Destinations(ValidationContext context, string path, IReadOnlyList<RouteDestination> destinations)
    {
        if (destinations.Count == 0)
        {
            context.Error(FindingCode.MissingField, path + ".route", "the route leads nowhere", "add a destination");
        }

        for (var i = 0; i < destinations.Count; i++)
        {
            FieldRules.Destination(context, $"{path}.route[{i}].destination", destinations[i].Destination);
            HttpRouteRules.Weight(context, $"{path}.route[{i}].weight", destinations[i].Weight);
        }

        if (destinations.Count > 1 && destinations.Sum(d => (long)d.Weight) == 0)
        {
            context.Error(FindingCode.InvalidWeight, path + ".route", "the weights of the destinations add up to 0", "give at least one destination a weight");
        }
    }
}
