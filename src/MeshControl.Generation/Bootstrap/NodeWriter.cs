using Google.Protobuf.WellKnownTypes;
using MeshControl.Incremental;
using MeshControl.Model.Proxies;
using MeshControl.Model.Services;
using EnvoyLocality = Envoy.Config.Core.V3.Locality;
using Node = Envoy.Config.Core.V3.Node;

namespace MeshControl.Generation.Bootstrap;

/// <summary>Writes an identity as an xDS node, the inverse of the reader of nodes; empty values are left out.</summary>
public static class NodeWriter
{
    public static Node Write(ProxyIdentity proxy, string serviceCluster)
    {
        var node = new Node { Id = proxy.NodeId, Cluster = serviceCluster, Metadata = Metadata(proxy.Metadata) };
        if (Locality.Parse(proxy.NodeLocality) is { IsEmpty: false } place)
        {
            node.Locality = new EnvoyLocality { Region = place.Region, Zone = place.Zone, SubZone = place.SubZone };
        }

        return node;
    }

    private static Struct Metadata(ProxyMetadata metadata)
    {
        var fields = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        Text("NAMESPACE", metadata.Namespace);
        Map("LABELS", metadata.Labels);
        Map("ANNOTATIONS", metadata.Annotations);
        Text("INSTANCE_IPS", string.Join(',', metadata.InstanceIps));
        Text("CLUSTER_ID", metadata.ClusterId);
        Text("NETWORK", metadata.Network);
        Text("MESH_ID", metadata.MeshId);
        Text("NODE_NAME", metadata.NodeName);
        Text("WORKLOAD_NAME", metadata.WorkloadName);
        Text("SERVICE_ACCOUNT", metadata.ServiceAccount);
        Text("ISTIO_VERSION", metadata.IstioVersion);
        Text("INTERCEPTION_MODE", metadata.InterceptionMode switch
        {
            InterceptionMode.TProxy => "TPROXY",
            InterceptionMode.None => "NONE",
            _ => "REDIRECT",
        });
        Number("HTTP_PROXY_PORT", metadata.HttpProxyPort);
        Text("IDLE_TIMEOUT", metadata.IdleTimeout is { } idle ? $"{idle.TotalMilliseconds}ms" : "");
        Text("HTTP10", metadata.Http10 ? "1" : "");
        Text("GENERATOR", metadata.Generator);
        Flag("DNS_CAPTURE", metadata.DnsCapture);
        Flag("UNPRIVILEGED_POD", metadata.UnprivilegedPod);
        Number("ENVOY_STATUS_PORT", metadata.StatusPort);
        Number("ENVOY_PROMETHEUS_PORT", metadata.PrometheusPort);
        Number("ENVOY_SECURE_METRICS_PORT", metadata.SecureMetricsPort);
        Number("ENVOY_SECURE_MERGED_METRICS_PORT", metadata.SecureMergedMetricsPort);
        Flag("INBOUND_LISTENER_EXACT_BALANCE", metadata.InboundExactBalance);
        Flag("OUTBOUND_LISTENER_EXACT_BALANCE", metadata.OutboundExactBalance);
        Text("REQUESTED_NETWORK_VIEW", string.Join(',', metadata.RequestedNetworkView));
        Text("TLS_SERVER_CERT_CHAIN", metadata.TlsServerCertChain);
        Text("TLS_SERVER_KEY", metadata.TlsServerKey);
        Text("TLS_SERVER_ROOT_CERT", metadata.TlsServerRootCert);
        Text("TLS_CLIENT_CERT_CHAIN", metadata.TlsClientCertChain);
        Text("TLS_CLIENT_KEY", metadata.TlsClientKey);
        Text("TLS_CLIENT_ROOT_CERT", metadata.TlsClientRootCert);
        Text("POD_PORTS", metadata.PodPorts);
        Text("DISCOVERY_ADDRESS", metadata.DiscoveryAddress);
        Text("DISCOVERY_ROOT_CERT", metadata.DiscoveryRootCertificates);
        Text("DISCOVERY_TOKEN", metadata.DiscoveryToken);
        if (metadata.ProxyConfigJson.Length > 0)
        {
            fields["PROXY_CONFIG"] = Value.ForStruct(Struct.Parser.ParseJson(metadata.ProxyConfigJson));
        }

        return ToStruct(fields);

        void Text(string key, string value)
        {
            if (value.Length > 0)
            {
                fields[key] = Value.ForString(value);
            }
        }

        void Number(string key, int value) => Text(key, value > 0 ? value.ToString() : "");

        void Flag(string key, bool value) => Text(key, value ? "true" : "");

        void Map(string key, EquatableMap<string, string> map)
        {
            if (!map.IsEmpty)
            {
                fields[key] = Value.ForStruct(ToStruct(map.Select(entry => KeyValuePair.Create(entry.Key, Value.ForString(entry.Value)))));
            }
        }
    }

    private static Struct ToStruct(IEnumerable<KeyValuePair<string, Value>> fields)
    {
        var result = new Struct();
        foreach (var (key, value) in fields)
        {
            result.Fields.Add(key, value);
        }

        return result;
    }
}
