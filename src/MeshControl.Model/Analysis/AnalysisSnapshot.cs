using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Services;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Analysis;

/// <summary>What is analysed: objects by kind, those with errors included, in the order of their names.</summary>
public sealed class AnalysisSnapshot
{
    private readonly Dictionary<string, List<Resource>> _byKind;
    private readonly Dictionary<ResourceKey, Resource> _byKey;

    public AnalysisSnapshot(IEnumerable<Resource> resources)
    {
        _byKey = [];
        foreach (var resource in resources)
        {
            _byKey.TryAdd(resource.Key, resource);
        }

        _byKind = _byKey.Values.OrderBy(resource => resource.Key).GroupBy(resource => resource.Kind.Id).ToDictionary(group => group.Key, group => group.ToList());
    }

    /// <summary>What reading and validation said about the objects.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public MeshSettings Settings { get; init; } = MeshSettings.Default;

    /// <summary>
    /// These are all objects of a cluster: what is not here does not exist. Files may leave out what somebody else owns, so there an analyzer runs only
    /// where every cluster kind that it reads occurs, and a missing object counts only where its namespace's objects of that kind are at hand.
    /// </summary>
    public bool IsComplete { get; init; }

    /// <summary>Ids of kinds of which nothing is known, complete or not.</summary>
    public IReadOnlySet<string> Unread { get; init; } = new HashSet<string>();

    public IEnumerable<Resource> All => _byKind.OrderBy(kind => kind.Key, StringComparer.Ordinal).SelectMany(kind => kind.Value);

    public bool Has(ResourceKind kind) => _byKind.ContainsKey(kind.Id);

    /// <summary>Objects of this kind that are not here do not exist in the namespace.</summary>
    public bool Covers(ResourceKind kind, string ns) => IsComplete || (_byKind.TryGetValue(kind.Id, out var all) && all.Exists(resource => resource.Namespace == ns));

    public IEnumerable<Resource<TSpec>> Of<TSpec>(ResourceKind kind)
        where TSpec : class => _byKind.TryGetValue(kind.Id, out var all) ? all.Cast<Resource<TSpec>>() : [];

    public Resource<TSpec>? Find<TSpec>(ResourceKind kind, string ns, string name)
        where TSpec : class => _byKey.GetValueOrDefault(new(kind.Id, ns, name)) as Resource<TSpec>;

    /// <summary>A host as it is looked up from a namespace: reviews is reviews.ns.svc.cluster.local.</summary>
    public string Expand(string host, string ns) => HostNames.Expand(host, ns, Settings.DomainSuffix);
}
