using System.Collections.ObjectModel;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Model.Analysis.Services;

/// <summary>Hosts of Services and ServiceEntries by who can see them.</summary>
internal sealed class KnownHosts
{
    private const string ExportToAnnotation = "networking.istio.io/exportTo";
    private readonly AnalysisSnapshot _snapshot;
    private readonly ILookup<string, KnownHost> _exact;
    private readonly List<KnownHost> _wildcards;

    public KnownHosts(AnalysisSnapshot snapshot)
    {
        _snapshot = snapshot;
        var all = ServiceEntries().Concat(Services()).ToList();
        _exact = all.Where(host => !HostNames.IsWildcard(host.Name)).ToLookup(host => host.Name, StringComparer.OrdinalIgnoreCase);
        _wildcards = [.. all.Where(host => HostNames.IsWildcard(host.Name))];
    }

    /// <summary>The host that a name means from a namespace, or null.</summary>
    public KnownHost? Find(string host, string ns)
    {
        var name = _snapshot.Expand(host, ns);
        return _exact[name].FirstOrDefault(known => known.IsVisibleFrom(ns))
            ?? _wildcards.Find(known => known.IsVisibleFrom(ns) && HostNames.IsSubsetOf(name, known.Name));
    }

    /// <summary>False where the objects at hand cannot tell whether the host exists.</summary>
    public bool CanJudge(string host, string ns)
    {
        if (_snapshot.IsComplete)
        {
            return true;
        }

        var name = _snapshot.Expand(host, ns);
        var suffix = $".svc.{_snapshot.Settings.DomainSuffix}";
        return !name.EndsWith(suffix, StringComparison.Ordinal)
            || _snapshot.Covers(KindCatalog.Service, name[..^suffix.Length].Split('.') is [.., var owner] ? owner : ns);
    }

    private IEnumerable<KnownHost> ServiceEntries()
    {
        foreach (var entry in _snapshot.Of<ServiceEntry>(KindCatalog.ServiceEntry))
        {
            IReadOnlyList<int> ports = [.. entry.Spec.Ports.Select(port => port.Number)];
            var selector = entry.Spec.WorkloadSelector?.Labels ?? ReadOnlyDictionary<string, string>.Empty;
            foreach (var host in entry.Spec.Hosts)
            {
                yield return new(_snapshot.Expand(host, entry.Namespace), Scope(entry.Spec.ExportTo, entry.Namespace), ports, selector);
            }
        }
    }

    private IEnumerable<KnownHost> Services()
    {
        foreach (var service in _snapshot.Of<KubeService>(KindCatalog.Service))
        {
            var exportTo = service.Meta.Annotations.GetValueOrDefault(ExportToAnnotation, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            yield return new(
                _snapshot.Expand(service.Name, service.Namespace), Scope(exportTo, service.Namespace), [.. service.Spec.Spec.Ports.Select(port => port.Port)],
                ReadOnlyDictionary<string, string>.Empty);
        }
    }

    private static HashSet<string>? Scope(IReadOnlyList<string> exportTo, string ns) =>
        exportTo.Count == 0 || exportTo.Contains("*") ? null : [.. exportTo.Select(entry => entry == "." ? ns : entry)];
}
