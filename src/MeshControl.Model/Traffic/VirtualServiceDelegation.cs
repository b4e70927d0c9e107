using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Traffic;

/// <summary>
/// Puts the routes of delegates in the place of the root's delegating entries (traffic specification 4.14). One level deep; a delegate that is
/// missing, that the root cannot see, or that delegates itself loses only its own entry.
/// </summary>
public static class VirtualServiceDelegation
{
    /// <summary>The root with its delegates merged; <paramref name="find"/> gives the expanded VirtualService of a namespace and name.</summary>
    public static MeshVirtualService Merge(MeshVirtualService root, Func<string, string, MeshVirtualService?> find)
    {
        var routes = new List<HttpRoute>();
        var delegates = new List<ResourceKey>();
        var fingerprint = root.Fingerprint;
        foreach (var entry in root.Spec.Http)
        {
            if (entry.Delegate is not { } reference)
            {
                routes.Add(entry);
                continue;
            }

            var ns = reference.Namespace.Length > 0 ? reference.Namespace : root.Namespace;
            if (find(ns, reference.Name) is not { } found)
            {
                continue;
            }

            // An invisible delegate counts too: what it exports to may change.
            fingerprint = Combine(fingerprint, found.Fingerprint);
            if (!delegates.Contains(found.Source))
            {
                delegates.Add(found.Source);
            }

            if (found.Hosts.IsEmpty && Visibility.IsVisible(found.ExportTo, found.Namespace, root.Namespace))
            {
                routes.AddRange(found.Spec.Http.Where(route => route.Delegate is null).Select(route => MergeRoute(entry, route)).OfType<HttpRoute>());
            }
        }

        return root with
        {
            Spec = root.Spec with { Http = routes },
            Delegates = delegates.ToEquatableArray(),
            Fingerprint = fingerprint,
        };
    }

    /// <summary>The delegate's route under the root's entry; null where their matches exclude each other.</summary>
    private static HttpRoute? MergeRoute(HttpRoute root, HttpRoute route)
    {
        if (HttpMatchMerge.Merge(root.Match, route.Match) is not { } match)
        {
            return null;
        }

        return route with
        {
            Match = match,
            Name = JoinNames(root.Name, route.Name),
            Rewrite = route.Rewrite ?? root.Rewrite,
            DirectResponse = route.DirectResponse ?? root.DirectResponse,
            Timeout = route.Timeout ?? root.Timeout,
            Retries = route.Retries ?? root.Retries,
            Fault = route.Fault ?? root.Fault,
            Mirror = route.Mirror ?? root.Mirror,
            MirrorPercent = route.MirrorPercent ?? root.MirrorPercent,
            MirrorPercentage = route.MirrorPercentage ?? root.MirrorPercentage,
            Mirrors = route.Mirrors.Count > 0 ? route.Mirrors : root.Mirrors,
            CorsPolicy = route.CorsPolicy ?? root.CorsPolicy,
            Headers = route.Headers ?? root.Headers,
        };
    }

    internal static string JoinNames(string root, string own) =>
        own.Length == 0 ? root : root.Length == 0 ? own : $"{root}-{own}";

    // Order matters: the same delegates in another order make other routes.
    private static UInt128 Combine(UInt128 first, UInt128 second) => unchecked((first * 0x9E3779B97F4A7C15) ^ (first >> 61) ^ second);
}
