using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Policies;

/// <summary>Policies reach pods of Gateway API gateways by targetRefs, not by selectors.</summary>
internal sealed class GatewaySelectorAnalyzer : IAnalyzer
{
    private const string GatewayLabel = "gateway.networking.k8s.io/gateway-name";

    public string Name => "k8sgateway.SelectorAnalyzer";

    public string Description => "Check that selectors are effective for Kubernetes gateway";

    public IReadOnlyList<ResourceKind> Inputs =>
        [KindCatalog.AuthorizationPolicy, KindCatalog.RequestAuthentication, KindCatalog.Telemetry, KindCatalog.WasmPlugin, KindCatalog.Pod];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        var gateways = snapshot.Of<Pod>(KindCatalog.Pod).Where(pod => pod.Meta.Labels.ContainsKey(GatewayLabel)).ToList();
        Check<AuthorizationPolicy>(KindCatalog.AuthorizationPolicy, policy => policy.Selector);
        Check<RequestAuthentication>(KindCatalog.RequestAuthentication, policy => policy.Selector);
        Check<Telemetry>(KindCatalog.Telemetry, policy => policy.Selector);
        Check<WasmPlugin>(KindCatalog.WasmPlugin, policy => policy.Selector);

        void Check<TSpec>(ResourceKind kind, Func<TSpec, MatchLabelsSelector?> selectorOf)
            where TSpec : class
        {
            foreach (var policy in snapshot.Of<TSpec>(kind).Where(policy => selectorOf(policy.Spec) is { MatchLabels.Count: > 0 }))
            {
                foreach (var name in gateways
                    .Where(pod => pod.Namespace == policy.Namespace && Labels.Match(selectorOf(policy.Spec)!.MatchLabels, pod))
                    .Select(pod => pod.Meta.Labels[GatewayLabel])
                    .Distinct(StringComparer.Ordinal))
                {
                    report.Tell(
                        AnalysisCodes.IneffectiveSelector, policy, "spec.selector", $"Ineffective selector on Kubernetes Gateway {name}. Use the TargetRef field instead.",
                        $"write targetRefs: [{{group: gateway.networking.k8s.io, kind: Gateway, name: {name}}}]");
                }
            }
        }
    }
}
