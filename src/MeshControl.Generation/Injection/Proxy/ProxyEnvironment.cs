using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Pods;

namespace MeshControl.Generation.Injection.Proxy;

/// <summary>
/// Environment of the proxy. Envoy reads none of it: the kubelet writes it into the bootstrap, where <c>ISTIO_META_NAME</c> becomes the node's metadata
/// NAME, so that whoever adds a variable adds metadata, as with istiod.
/// </summary>
internal static class ProxyEnvironment
{
    public const string MetadataPrefix = "ISTIO_META_";
    public const string PodName = "POD_NAME";
    public const string PodNamespace = "POD_NAMESPACE";
    public const string PodAddress = "INSTANCE_IP";
    public const string PodAddresses = "INSTANCE_IPS";
    public const string ServiceAccount = "SERVICE_ACCOUNT";
    public const string NodeName = MetadataPrefix + "NODE_NAME";
    public const string Network = MetadataPrefix + "NETWORK";
    public const string ClusterId = MetadataPrefix + "CLUSTER_ID";

    public static JsonArray Of(ProxySettings settings, WorkloadOwner owner)
    {
        var env = new JsonArray();
        Field(PodName, "metadata.name");
        Field(PodNamespace, "metadata.namespace");
        Field(PodAddress, "status.podIP");
        Field(PodAddresses, "status.podIPs");
        Field(ServiceAccount, "spec.serviceAccountName");
        Field(NodeName, "spec.nodeName");
        var apps = (settings.Pod["spec"] as JsonObject).Items("containers").ToList();
        Text(MetadataPrefix + "POD_PORTS", Ports(settings.Pod).ToJsonString());
        Text(MetadataPrefix + "APP_CONTAINERS", string.Join(',', apps.Select(container => container.Text("name"))));
        Text(ClusterId, settings.Values.Text("global.multiCluster.clusterName") is { Length: > 0 } cluster ? cluster : "Kubernetes");
        Text(MetadataPrefix + "INTERCEPTION_MODE", settings.Mode.ToString().ToUpperInvariant());
        Text(Network, settings.Pod.Texts("labels").GetValueOrDefault("topology.istio.io/network") is { Length: > 0 } network ? network : settings.Values.Text("global.network"));
        Text(MetadataPrefix + "WORKLOAD_NAME", settings.Pod.Texts("labels").GetValueOrDefault("service.istio.io/workload-name") is { Length: > 0 } name ? name : owner.Name);
        Text(MetadataPrefix + "OWNER", owner.Name.Length > 0 ? owner.Path(settings.Namespace) : "");
        Text(MetadataPrefix + "MESH_ID", settings.Values.Text("global.meshID") is { Length: > 0 } mesh ? mesh : settings.Mesh.TrustDomain);
        Text("TRUST_DOMAIN", settings.Mesh.TrustDomain);
        foreach (var (key, value) in settings.Config.ProxyMetadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Set(env, key, value);
        }

        // What the webhook's address says of the cluster; a pod may know its network better.
        foreach (var (key, value) in settings.Parameters)
        {
            if (key != Network || !settings.Pod.Texts("labels").ContainsKey("topology.istio.io/network"))
            {
                Set(env, key, value);
            }
        }

        return env;

        void Field(string variable, string path) =>
            env.Add((JsonNode)new JsonObject { ["name"] = variable, ["valueFrom"] = new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = path } } });

        void Text(string variable, string value)
        {
            if (value.Length > 0)
            {
                Set(env, variable, value);
            }
        }
    }

    /// <summary>Adds a variable, or gives one that is there another value.</summary>
    public static void Set(JsonArray env, string name, string value)
    {
        var entry = env.OfType<JsonObject>().FirstOrDefault(item => item.Text("name") == name);
        if (entry is null)
        {
            env.Add((JsonNode)new JsonObject { ["name"] = name, ["value"] = KubeletText.Escape(value) });
            return;
        }

        entry.Remove("valueFrom");
        entry["value"] = KubeletText.Escape(value);
    }

    private static JsonArray Ports(JsonObject pod)
    {
        var ports = new JsonArray();
        foreach (var port in (pod["spec"] as JsonObject).Items("containers").SelectMany(container => container.Items("ports")))
        {
            var written = new JsonObject();
            foreach (var field in new[] { "name", "containerPort", "protocol" })
            {
                if (port[field] is { } value)
                {
                    written[field] = value.DeepClone();
                }
            }

            ports.Add((JsonNode)written);
        }

        return ports;
    }
}
