using Envoy.Config.Core.V3;
using Envoy.Type.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Fleet.Workload;

namespace MeshControl.Fleet.Proxies;

/// <summary>The node a sidecar presents: Istio's id form, the metadata the injector writes, and a stock Envoy's user agent.</summary>
internal static class ProxyIdentity
{
    public static byte[] Encode(WorkloadPod pod)
    {
        var node = new Node
        {
            Id = $"sidecar~{pod.Address}~{pod.Name}.{pod.Namespace}~{pod.Namespace}.svc.cluster.local",
            Cluster = $"{pod.App}.{pod.Namespace}",
            UserAgentName = "envoy",
            UserAgentBuildVersion = new BuildVersion { Version = new SemanticVersion { MajorNumber = 1, MinorNumber = 40 } },
            Metadata = new Struct
            {
                Fields =
                {
                    ["NAMESPACE"] = Value.ForString(pod.Namespace),
                    ["CLUSTER_ID"] = Value.ForString("Kubernetes"),
                    ["ISTIO_VERSION"] = Value.ForString("1.30.0"),
                    ["SERVICE_ACCOUNT"] = Value.ForString(pod.App),
                    ["NODE_NAME"] = Value.ForString(pod.Node),
                    ["MESH_ID"] = Value.ForString("cluster.local"),
                    ["INTERCEPTION_MODE"] = Value.ForString("REDIRECT"),
                    ["LABELS"] = Value.ForStruct(Labels(pod)),
                },
            },
        };
        return node.ToByteArray();
    }

    private static Struct Labels(WorkloadPod pod)
    {
        var labels = new Struct();
        foreach (var (name, value) in pod.Labels)
            labels.Fields[name] = Value.ForString(value);
        return labels;
    }
}
