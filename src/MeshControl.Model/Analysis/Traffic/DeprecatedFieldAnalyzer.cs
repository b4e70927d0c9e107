using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Traffic;

/// <summary>Fields that later versions no longer have.</summary>
internal sealed class DeprecatedFieldAnalyzer : IAnalyzer
{
    public string Name => "deprecation.DeprecationAnalyzer";

    public string Description => "Checks for deprecated Istio types and fields";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.VirtualService, KindCatalog.Sidecar];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        foreach (var rule in snapshot.Of<VirtualService>(KindCatalog.VirtualService))
        {
            for (var i = 0; i < rule.Spec.Http.Count; i++)
            {
                if (rule.Spec.Http[i].Fault?.Delay is { Percent: > 0 })
                {
                    report.Tell(
                        AnalysisCodes.Deprecated, rule, $"spec.http[{i}].fault.delay.percent",
                        "Deprecated: HTTPRoute.fault.delay.percent is deprecated; use HTTPRoute.fault.delay.percentage", "write percentage.value");
                }
            }
        }

        foreach (var sidecar in snapshot.Of<Sidecar>(KindCatalog.Sidecar).Where(sidecar => sidecar.Spec.OutboundTrafficPolicy?.EgressProxy is not null))
        {
            report.Tell(
                AnalysisCodes.Deprecated, sidecar, "spec.outboundTrafficPolicy.egressProxy", "Deprecated: OutboundTrafficPolicy.EgressProxy ignored",
                "remove it; route external hosts to an egress gateway with a VirtualService");
        }
    }
}
