using MeshControl.Incremental;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Clusters;

/// <summary>The SPIFFE identities that may answer for a service (traffic specification 5.11).</summary>
internal static class ServiceIdentities
{
    private const string Scheme = "spiffe://";

    public static EquatableArray<string> Of(Service service, EndpointSetView endpoints, IReadOnlyList<string> trustDomainAliases)
    {
        var own = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.Endpoints)
        {
            if (endpoint.Identity.Length > 0)
            {
                own.Add(endpoint.Identity);
            }
        }

        own.UnionWith(service.ServiceAccounts);
        own.UnionWith(service.SubjectAltNames);
        if (trustDomainAliases.Count == 0)
        {
            return [.. own];
        }

        var all = new SortedSet<string>(own, StringComparer.Ordinal);
        foreach (var identity in own.Where(identity => identity.StartsWith(Scheme, StringComparison.Ordinal)))
        {
            var path = identity.IndexOf('/', Scheme.Length);
            if (path > 0)
            {
                all.UnionWith(trustDomainAliases.Select(alias => Scheme + alias + identity[path..]));
            }
        }

        return [.. all];
    }
}
