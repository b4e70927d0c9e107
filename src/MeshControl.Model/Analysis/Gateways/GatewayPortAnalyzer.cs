using System.Globalization;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Gateways;

/// <summary>Gateways select pods, and the ports they listen on are reached through a Service.</summary>
internal sealed class GatewayPortAnalyzer : IAnalyzer
{
    public string Name => "gateway.IngressGatewayPortAnalyzer";

    public string Description => "Checks a gateway's ports against the gateway's Kubernetes service ports";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Gateway, KindCatalog.Pod, KindCatalog.Service];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        foreach (var gateway in snapshot.Of<Gateway>(KindCatalog.Gateway))
        {
            var pods = snapshot.Of<Pod>(KindCatalog.Pod).Where(pod => Labels.Match(gateway.Spec.Selector, pod)).ToList();
            var selector = Labels.Write(gateway.Spec.Selector);
            if (pods.Count == 0)
            {
                report.Tell(
                    AnalysisCodes.ReferencedResourceNotFound, gateway, "spec.selector", $"Referenced selector not found: \"{selector}\"",
                    "select the labels of the gateway's pods");
                continue;
            }

            var reachable = Ports(snapshot, pods);
            for (var i = 0; i < gateway.Spec.Servers.Count; i++)
            {
                if (gateway.Spec.Servers[i].Port is { Number: > 0 and var number } && !reachable.Contains(number))
                {
                    report.Tell(
                        AnalysisCodes.GatewayPortNotOnService, gateway, $"spec.servers[{i}].port",
                        $"The gateway is listening on a target port (port {number.ToString(CultureInfo.InvariantCulture)}) that is not defined in the Service associated with its workload instances (Pod selector {selector}). If you need to access the gateway port through the gateway Service, it will not be available.",
                        "add the port to the gateway's Service");
                }
            }
        }
    }

    private static HashSet<int> Ports(AnalysisSnapshot snapshot, List<Resource<Pod>> pods)
    {
        var ports = new HashSet<int>();
        foreach (var service in snapshot.Of<KubeService>(KindCatalog.Service))
        {
            if (service.Spec.Spec.Selector.Count > 0 && pods.Exists(pod => pod.Namespace == service.Namespace && Labels.Match(service.Spec.Spec.Selector, pod)))
            {
                foreach (var port in service.Spec.Spec.Ports.Where(port => port.Protocol is "" or "TCP"))
                {
                    ports.Add(port.Port);
                    if (port.TargetPort is { } target && int.TryParse(target.ToString(), CultureInfo.InvariantCulture, out var number))
                    {
                        ports.Add(number);
                    }
                }
            }
        }

        return ports;
    }
}
