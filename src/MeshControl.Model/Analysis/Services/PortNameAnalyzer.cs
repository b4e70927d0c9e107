using System.Globalization;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Services;

namespace MeshControl.Model.Analysis.Services;

/// <summary>Ports of Services say what they speak.</summary>
internal sealed class PortNameAnalyzer : IAnalyzer
{
    private static readonly string[] Managed = ["istio.io-gateway-controller", "istio.io-mesh-controller", "istio.io-eastwest-controller"];

    public string Name => "service.PortNameAnalyzer";

    public string Description => "Checks the port names associated with each service";

    public IReadOnlyList<ResourceKind> Inputs => [KindCatalog.Service];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        foreach (var service in snapshot.Of<KubeService>(KindCatalog.Service).Where(service => IsUsers(snapshot, service)))
        {
            var isExternalName = service.Spec.Spec.Type == "ExternalName";
            for (var i = 0; i < service.Spec.Spec.Ports.Count; i++)
            {
                var port = service.Spec.Spec.Ports[i];
                if (isExternalName && port.Name == "tcp")
                {
                    report.Tell(
                        AnalysisCodes.ExternalNameInvalidPortName, service, $"spec.ports[{i}]",
                        "Port name for ExternalName service is invalid. Proxy may prevent tcp named ports and unmatched traffic for ports serving TCP protocol from being forwarded correctly",
                        "name the port by its protocol, such as http or tls");
                }
                else if (!isExternalName && IsUnclear(port))
                {
                    report.Tell(
                        AnalysisCodes.PortNameNotUnderConvention, service, $"spec.ports[{i}]",
                        $"Port name {port.Name} (port: {port.Port.ToString(CultureInfo.InvariantCulture)}, targetPort: {port.TargetPort?.ToString() ?? "0"}) doesn't follow the naming convention of Istio port.",
                        "begin the name with its protocol (http-web, grpc, tcp-db), or set appProtocol");
                }
            }
        }
    }

    private static bool IsUnclear(KubeServicePort port) =>
        ProtocolExtensions.OfKubernetesPort(port.Protocol, port.AppProtocol, port.Name, port.Port) == Protocol.Auto;

    private static bool IsUsers(AnalysisSnapshot snapshot, Resource<KubeService> service) =>
        !service.Namespace.StartsWith("kube-", StringComparison.Ordinal)
        && service.Namespace != snapshot.Settings.SystemNamespace
        && !(service.Namespace == "default" && service.Name == "kubernetes")
        && !Managed.Contains(service.Meta.Labels.GetValueOrDefault("gateway.istio.io/managed", ""));
}
