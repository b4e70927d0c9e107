using System.Text.RegularExpressions;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;

namespace MeshControl.Model.Facts;

/// <summary>Patches of generated configuration as proxies get them (traffic specification 3.14).</summary>
public sealed class EnvoyPatchFacts
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    public EnvoyPatchFacts(Graph graph, ResourceFacts resources, SettingsFacts settings)
    {
        Applied = new(graph, "envoy-patches", (key, read) =>
        {
            var root = settings.Get(read).RootNamespace;
            IEnumerable<Resource<EnvoyFilter>> filters = read.Items(resources.EnvoyFilters.ByNamespace, root);
            if (key.Namespace != root)
            {
                filters = filters.Concat(read.Items(resources.EnvoyFilters.ByNamespace, key.Namespace));
            }

            return
            [
                .. filters.Where(filter => Selects(filter, key))
                    .OrderBy(static filter => filter.Spec.Priority)
                    .ThenBy(filter => filter.Namespace != root)
                    .ThenBy(static filter => filter.Meta.Created)
                    .ThenBy(static filter => $"{filter.Name}.{filter.Namespace}", StringComparer.Ordinal)
                    .SelectMany(static filter => filter.Spec.ConfigPatches.Select((_, index) => new EnvoyPatch(filter, index)))
                    .Where(patch => IsForProxy(patch.Spec.Match?.Proxy, key)),
            ];
        });
        Clusters = Of(graph, "envoy-patches/cluster", EnvoyFilterApplyTo.Cluster);
        Routes = Of(graph, "envoy-patches/route", EnvoyFilterApplyTo.RouteConfiguration, EnvoyFilterApplyTo.VirtualHost, EnvoyFilterApplyTo.HttpRoute);
        Listeners = Of(graph, "envoy-patches/listener",
            EnvoyFilterApplyTo.Listener, EnvoyFilterApplyTo.ListenerFilter, EnvoyFilterApplyTo.FilterChain, EnvoyFilterApplyTo.NetworkFilter, EnvoyFilterApplyTo.HttpFilter);
    }

    /// <summary>Everything in force for a proxy, in the order of application.</summary>
    public Derived<EnvoyPatchKey, EquatableArray<EnvoyPatch>> Applied { get; }

    /// <summary>Patches of clusters.</summary>
    public Derived<EnvoyPatchKey, EquatableArray<EnvoyPatch>> Clusters { get; }

    /// <summary>Patches of listeners and of what is in them, routes apart.</summary>
    public Derived<EnvoyPatchKey, EquatableArray<EnvoyPatch>> Listeners { get; }

    /// <summary>Patches of route tables, of those inside listeners too.</summary>
    public Derived<EnvoyPatchKey, EquatableArray<EnvoyPatch>> Routes { get; }

    private Derived<EnvoyPatchKey, EquatableArray<EnvoyPatch>> Of(Graph graph, string name, params EnvoyFilterApplyTo[] kinds) =>
        new(graph, name, (key, read) => [.. read.Get(Applied, key).Where(patch => kinds.Contains(patch.Spec.ApplyTo))]);

    private static bool Selects(Resource<EnvoyFilter> filter, EnvoyPatchKey key) => filter.Spec.TargetRefs.Count > 0
        ? PolicyAttachment.Applies(filter.Namespace, null, null, filter.Spec.TargetRefs, new WorkloadSelectionKey(key.Namespace, key.Labels))
        : filter.Spec.WorkloadSelector is not { } selector
            || selector.Labels.All(entry => key.Labels.TryGetValue(entry.Key, out var value) && value == entry.Value);

    // Node metadata is not kept as text, so that a patch that asks for some of it is for nobody.
    private static bool IsForProxy(EnvoyFilterProxyMatch? match, EnvoyPatchKey key) =>
        match is null || (match.Metadata.Count == 0 && (match.ProxyVersion.Length == 0 || IsVersion(match.ProxyVersion, key.IstioVersion)));

    private static bool IsVersion(string pattern, string version)
    {
        try
        {
            return Regex.IsMatch(version, pattern, RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            // Written by a user; what cannot be read matches nothing.
            return false;
        }
    }
}
