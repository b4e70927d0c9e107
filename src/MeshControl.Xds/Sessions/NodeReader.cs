using System.Net;
using Envoy.Config.Core.V3;
using Google.Protobuf;
using MeshControl.Grpc;
using MeshControl.Incremental;
using MeshControl.Model.Proxies;

namespace MeshControl.Xds.Sessions;

/// <summary>Reads who a proxy is from the node it sends: `type~address~pod.namespace~namespace.svc.domain` and istiod's metadata keys.</summary>
public static class NodeReader
{
    /// <summary>The proxy behind a node.</summary>
    /// <exception cref="GrpcStatusException">INVALID_ARGUMENT: the id or a metadata value does not have its form.</exception>
    public static ProxyIdentity Read(Node node)
    {
        if (node.Id.Length == 0)
        {
            throw Bad("missing node information: the node has no id");
        }

        var parts = node.Id.Split('~');
        if (parts.Length != 4)
        {
            throw Bad($"node id {Quote(node.Id)} does not have the form type~address~pod.namespace~domain");
        }

        var metadata = new NodeMetadata(node.Metadata);
        var addresses = metadata.List("INSTANCE_IPS");
        return new ProxyIdentity
        {
            Type = ReadType(parts[0]),
            Id = parts[2].Contains('.') ? parts[2] : throw Bad($"node id {Quote(node.Id)} names no pod and namespace"),
            Addresses = addresses.Length > 0 ? addresses.ToEquatableArray() : EquatableArray.Create(ReadAddress(parts[1])),
            DnsDomain = parts[3],
            Metadata = ReadMetadata(metadata),
            NodeLocality = ReadLocality(node.Locality),
        };
    }

    private static ProxyType ReadType(string text) => text switch
    {
        "sidecar" => ProxyType.Sidecar,
        "router" => ProxyType.Router,
        _ => throw Bad($"node type {Quote(text)} is not served; known are sidecar and router"),
    };

    private static string ReadAddress(string text) =>
        IPAddress.TryParse(text, out _) ? text : throw Bad($"{Quote(text)} in the node id is no IP address");

    private static string ReadLocality(Locality? locality)
    {
        if (locality is null || locality.Region.Length == 0)
        {
            return "";
        }

        var path = locality.Region;
        path += locality.Zone.Length > 0 ? "/" + locality.Zone : "";
        return path + (locality.Zone.Length > 0 && locality.SubZone.Length > 0 ? "/" + locality.SubZone : "");
    }

    private static ProxyMetadata ReadMetadata(NodeMetadata read) => new()
    {
        Namespace = read.Text("NAMESPACE"),
        Labels = read.Map("STATIC_LABELS").Concat(read.Map("LABELS")).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(group => group.Last()).ToEquatableMap(),
        Annotations = read.Map("ANNOTATIONS").ToEquatableMap(),
        InstanceIps = read.List("INSTANCE_IPS").ToEquatableArray(),
        ClusterId = read.Text("CLUSTER_ID"),
        Network = read.Text("NETWORK"),
        MeshId = read.Text("MESH_ID"),
        NodeName = read.Text("NODE_NAME"),
        WorkloadName = read.Text("WORKLOAD_NAME"),
        ServiceAccount = read.Text("SERVICE_ACCOUNT"),
        IstioVersion = read.Text("ISTIO_VERSION"),
        InterceptionMode = read.Text("INTERCEPTION_MODE") switch
        {
            "TPROXY" => InterceptionMode.TProxy,
            "NONE" => InterceptionMode.None,
            _ => InterceptionMode.Redirect,
        },
        HttpProxyPort = read.Number("HTTP_PROXY_PORT"),
        IdleTimeout = read.Duration("IDLE_TIMEOUT"),
        Http10 = read.Flag("HTTP10"),
        Generator = read.Text("GENERATOR"),
        DnsCapture = read.Flag("DNS_CAPTURE"),
        UnprivilegedPod = read.Flag("UNPRIVILEGED_POD"),
        StatusPort = read.Number("ENVOY_STATUS_PORT"),
        PrometheusPort = read.Number("ENVOY_PROMETHEUS_PORT"),
        SecureMetricsPort = read.Number("ENVOY_SECURE_METRICS_PORT"),
        SecureMergedMetricsPort = read.Number("ENVOY_SECURE_MERGED_METRICS_PORT"),
        InboundExactBalance = read.Flag("INBOUND_LISTENER_EXACT_BALANCE"),
        OutboundExactBalance = read.Flag("OUTBOUND_LISTENER_EXACT_BALANCE"),
        RequestedNetworkView = read.List("REQUESTED_NETWORK_VIEW").ToEquatableArray(),
        TlsServerCertChain = read.Text("TLS_SERVER_CERT_CHAIN"),
        TlsServerKey = read.Text("TLS_SERVER_KEY"),
        TlsServerRootCert = read.Text("TLS_SERVER_ROOT_CERT"),
        TlsClientCertChain = read.Text("TLS_CLIENT_CERT_CHAIN"),
        TlsClientKey = read.Text("TLS_CLIENT_KEY"),
        TlsClientRootCert = read.Text("TLS_CLIENT_ROOT_CERT"),
        PodPorts = read.Text("POD_PORTS"),
        DiscoveryAddress = read.Text("DISCOVERY_ADDRESS"),
        DiscoveryRootCertificates = read.Text("DISCOVERY_ROOT_CERT"),
        DiscoveryToken = read.Text("DISCOVERY_TOKEN"),
        ProxyConfigJson = read.Object("PROXY_CONFIG") is { } config ? JsonFormatter.Default.Format(config) : "",
    };

    internal static GrpcStatusException Bad(string problem) => new(GrpcStatusCode.InvalidArgument, problem);

    internal static string Quote(string text) => $"\"{(text.Length > 200 ? text[..200] + "…" : text)}\"";
}
