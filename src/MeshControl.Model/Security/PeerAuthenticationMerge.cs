using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Security;

/// <summary>Merges PeerAuthentications of the mesh, the namespace and the workload; of each class the oldest counts (security specification 3.2).</summary>
public static class PeerAuthenticationMerge
{
    /// <summary>The modes in force for one workload.</summary>
    /// <param name="root">Objects of the root namespace; those with a selector are ignored.</param>
    /// <param name="own">Objects of the workload's namespace; empty where that is the root namespace.</param>
    /// <param name="labels">Labels of the workload.</param>
    public static PeerAuthenticationView Merge(
        IReadOnlyList<Resource<PeerAuthentication>> root, IReadOnlyList<Resource<PeerAuthentication>> own, EquatableMap<string, string> labels)
    {
        var mesh = Oldest(root.Where(item => !HasSelector(item.Spec)));
        var ofNamespace = Oldest(own.Where(item => !HasSelector(item.Spec)));
        var workload = Oldest(own.Where(item => HasSelector(item.Spec) && Selects(item.Spec, labels)));
        Resource<PeerAuthentication>?[] applied = [mesh, ofNamespace, workload];

        var mode = MutualTlsMode.Permissive;
        foreach (var item in applied)
        {
            mode = item?.Spec.Mtls?.Mode is { } set and not MutualTlsMode.Unset ? set : mode;
        }

        var ports = workload?.Spec.PortLevelMtls
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Mode == MutualTlsMode.Unset ? mode : entry.Value.Mode));
        return new PeerAuthenticationView(mode, ports is null ? EquatableMap<int, MutualTlsMode>.Empty : new(ports))
        {
            Sources = [.. applied.OfType<Resource<PeerAuthentication>>().Select(item => item.Key)],
        };
    }

    private static bool HasSelector(PeerAuthentication spec) => spec.Selector is { MatchLabels.Count: > 0 };

    private static bool Selects(PeerAuthentication spec, EquatableMap<string, string> labels) =>
        spec.Selector!.MatchLabels.All(entry => labels.TryGetValue(entry.Key, out var value) && value == entry.Value);

    private static Resource<PeerAuthentication>? Oldest(IEnumerable<Resource<PeerAuthentication>> items) =>
        items.OrderBy(item => item.Meta.Created).ThenBy(item => item.Name, StringComparer.Ordinal).FirstOrDefault();
}
