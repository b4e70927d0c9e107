using MeshControl.Incremental;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Listeners.Outbound;

/// <summary>Whose outbound listeners: a scope, and the names under which spans of HTTP requests report the workload (empty where nobody asks).</summary>
public sealed record OutboundListenersKey(EgressKey Egress, string CanonicalService = "", string CanonicalRevision = "")
{
    private const string ServiceLabel = "service.istio.io/canonical-name";
    private const string RevisionLabel = "service.istio.io/canonical-revision";

    public static OutboundListenersKey Of(ProxyClass proxyClass) =>
        new(proxyClass.Egress, proxyClass.Workload.Labels.GetValueOrDefault(ServiceLabel, ""), proxyClass.Workload.Labels.GetValueOrDefault(RevisionLabel, ""));

    /// <summary>The labels that access logs and tracing depend on.</summary>
    public EquatableMap<string, string> Labels => CanonicalService.Length == 0 && CanonicalRevision.Length == 0
        ? Egress.SelectorLabels
        : new(Egress.SelectorLabels.Entries
            .Append(KeyValuePair.Create(ServiceLabel, CanonicalService))
            .Append(KeyValuePair.Create(RevisionLabel, CanonicalRevision)));
}
