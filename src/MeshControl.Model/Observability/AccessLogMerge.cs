using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Model.Observability;

/// <summary>Merges the access logging of all Telemetry scopes into one choice a provider (traffic specification 10.1).</summary>
public static class AccessLogMerge
{
    /// <summary>The providers sorted by name, or null where neither Telemetry nor a default provider says anything.</summary>
    public static IReadOnlyList<AccessLogChoice>? Merge(TelemetryView view, MeshConfig mesh, bool isServer)
    {
        var defaults = mesh.DefaultProviders?.AccessLogging ?? [];
        var scopes = view.Objects.Select(item => item.Spec.AccessLogging).Where(entries => entries.Count > 0).ToList();
        if (scopes.Count == 0)
        {
            return defaults.Count == 0
                ? null
                : [.. defaults.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => new AccessLogChoice(name, false, ""))];
        }

        var (inScope, filters) = Named(scopes, defaults, isServer);
        var chosen = new SortedDictionary<string, AccessLogChoice>(StringComparer.Ordinal);
        var inherited = defaults;
        foreach (var entry in scopes.SelectMany(entries => entries))
        {
            // Providers that an entry leaves out are those of the entry before it.
            inherited = entry.Providers.Count > 0 ? [.. entry.Providers.Select(provider => provider.Name)] : inherited;
            if (!Applies(entry.Match?.Mode, isServer))
            {
                continue;
            }

            foreach (var name in inherited.Where(inScope.Contains))
            {
                chosen[name] = new AccessLogChoice(name, entry.Disabled == true, filters.GetValueOrDefault(name, ""));
            }
        }

        return [.. chosen.Values];
    }

    /// <summary>True where a mode selector covers the side.</summary>
    internal static bool Applies(TelemetryWorkloadMode? mode, bool isServer) =>
        mode is null or TelemetryWorkloadMode.ClientAndServer || mode == (isServer ? TelemetryWorkloadMode.Server : TelemetryWorkloadMode.Client);

    // The innermost scope that names providers decides which ones count at all; the innermost entry naming one gives its filter.
    private static (HashSet<string> InScope, Dictionary<string, string> Filters) Named(
        IEnumerable<IReadOnlyList<TelemetryAccessLogging>> scopes, IReadOnlyList<string> defaults, bool isServer)
    {
        var inScope = defaults.ToHashSet(StringComparer.Ordinal);
        var filters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var scope in scopes)
        {
            var named = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in scope.Where(entry => Applies(entry.Match?.Mode, isServer)))
            {
                foreach (var provider in entry.Providers)
                {
                    named.Add(provider.Name);
                    filters[provider.Name] = entry.Filter?.Expression ?? "";
                }
            }

            inScope = named.Count > 0 ? named : inScope;
        }

        return (inScope, filters);
    }
}
