using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Gateways;

/// <summary>Reads a Gateway object (traffic specification 3.11).</summary>
public static class GatewayExpansion
{
    public static MeshGateway Expand(Resource<Gateway> resource) => new()
    {
        Source = resource.Key,
        Name = resource.Name,
        Namespace = resource.Namespace,
        Created = resource.Meta.Created,
        Selector = resource.Spec.Selector.ToEquatableMap(),
        Servers = [.. resource.Spec.Servers.Select(server => server with { Hosts = Hosts(server.Hosts, resource.Namespace) })],
        Fingerprint = resource.ContentHash,
    };

    /// <summary>Oldest first, then by name, then by namespace.</summary>
    public static int CompareAge(MeshGateway a, MeshGateway b)
    {
        var created = a.Created.CompareTo(b.Created);
        if (created != 0)
        {
            return created;
        }

        var name = string.CompareOrdinal(a.Name, b.Name);
        return name != 0 ? name : string.CompareOrdinal(a.Namespace, b.Namespace);
    }

    // `./dns` is of the gateway's namespace, `*/dns` of any, and `*/*` is everything whatever else is listed.
    private static IReadOnlyList<string> Hosts(IReadOnlyList<string> hosts, string ns)
    {
        var result = new List<string>(hosts.Count);
        foreach (var host in hosts)
        {
            if (host == "*/*")
            {
                return ["*"];
            }

            result.Add(host.StartsWith("./", StringComparison.Ordinal) ? ns + host[1..]
                : host.StartsWith("*/", StringComparison.Ordinal) ? host[2..]
                : host);
        }

        return result;
    }
}
