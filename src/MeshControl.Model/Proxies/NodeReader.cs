using System.Net;
using Envoy.Config.Core.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Incremental;

namespace MeshControl.Model.Proxies;

/// <summary>Reads an xDS node: id `type~ip~pod.namespace~domain` and the metadata of traffic specification 8.3.</summary>
public static class NodeReader
{
    /// <summary>The identity that the node announces.</summary>
    /// <exception cref="NodeReadException">The id or a metadata value is not of its form.</exception>
    public static ProxyIdentity Read(Node node)
    {
        var parts = node.Id.Split('~');
        if (parts.Length != 4)
        {
            throw new NodeReadException($"node id '{Cut(node.Id)}' is not of the form type~ip~pod.namespace~domain");
        }

        var type = parts[0] switch
        {
            "sidecar" => ProxyType.Sidecar,
            "router" => ProxyType.Router,
            _ => throw new NodeReadException($"node id '{Cut(node.Id)}' has the unknown type '{Cut(parts[0])}'; known are sidecar and router"),
        };
        if (!IPAddress.TryParse(parts[1], out _))
        {
            throw new NodeReadException($"node id '{Cut(node.Id)}' has no IP address in its second part");
        }

        if (parts[2].Length == 0 || parts[3].Length == 0)
        {
            throw new NodeReadException($"node id '{Cut(node.Id)}' has an empty part");
        }

        var metadata = ReadMetadata(new MetadataFields(node.Metadata ?? new Struct()));
        return new ProxyIdentity
        {
            Type = type,
            Id = parts[2],
            Addresses = metadata.InstanceIps.IsEmpty ? [parts[1]] : metadata.InstanceIps,
            DnsDomain = parts[3],
            Metadata = metadata,
            NodeLocality = node.Locality is { } place ? new Services.Locality(place.Region, place.Zone, place.SubZone).ToString() : "",
        };
    }

    private static ProxyMetadata ReadMetadata(MetadataFields fields)
    {
        var labels = fields.Map("STATIC_LABELS").Concat(fields.Map("LABELS")).ToEquatableMap();
        return new ProxyMetadata
        {
            Namespace = fields.Text("NAMESPACE"),
            Labels = labels,
            Annotations = fields.Map("ANNOTATIONS").ToEquatableMap(),
            InstanceIps = fields.List("INSTANCE_IPS"),
            ClusterId = fields.Text("CLUSTER_ID"),
            Network = fields.Text("NETWORK"),
            MeshId = fields.Text("MESH_ID"),
            NodeName = fields.Text("NODE_NAME"),
            WorkloadName = fields.Text("WORKLOAD_NAME"),
            ServiceAccount = fields.Text("SERVICE_ACCOUNT"),
            IstioVersion = fields.Text("ISTIO_VERSION"),
            InterceptionMode = fields.Text("INTERCEPTION_MODE") switch
            {
                "TPROXY" => InterceptionMode.TProxy,
                "NONE" => InterceptionMode.None,
                _ => InterceptionMode.Redirect,
            },
            HttpProxyPort = fields.Number("HTTP_PROXY_PORT"),
            IdleTimeout = fields.Duration("IDLE_TIMEOUT"),
            Http10 = fields.Text("HTTP10") == "1",
            Generator = fields.Text("GENERATOR"),
            DnsCapture = fields.Flag("DNS_CAPTURE"),
            UnprivilegedPod = fields.Flag("UNPRIVILEGED_POD"),
            StatusPort = fields.Number("ENVOY_STATUS_PORT"),
            PrometheusPort = fields.Number("ENVOY_PROMETHEUS_PORT"),
            SecureMetricsPort = fields.Number("ENVOY_SECURE_METRICS_PORT"),
            SecureMergedMetricsPort = fields.Number("ENVOY_SECURE_MERGED_METRICS_PORT"),
            InboundExactBalance = fields.Flag("INBOUND_LISTENER_EXACT_BALANCE"),
            OutboundExactBalance = fields.Flag("OUTBOUND_LISTENER_EXACT_BALANCE"),
            RequestedNetworkView = fields.List("REQUESTED_NETWORK_VIEW"),
            TlsServerCertChain = fields.Text("TLS_SERVER_CERT_CHAIN"),
            TlsServerKey = fields.Text("TLS_SERVER_KEY"),
            TlsServerRootCert = fields.Text("TLS_SERVER_ROOT_CERT"),
            TlsClientCertChain = fields.Text("TLS_CLIENT_CERT_CHAIN"),
            TlsClientKey = fields.Text("TLS_CLIENT_KEY"),
            TlsClientRootCert = fields.Text("TLS_CLIENT_ROOT_CERT"),
            PodPorts = fields.Text("POD_PORTS"),
            ProxyConfigJson = fields.Struct("PROXY_CONFIG") is { Fields.Count: > 0 } config ? JsonFormatter.Default.Format(config) : "",
        };
    }

    private static string Cut(string text) => text.Length <= 128 ? text : text[..128] + "…";
}
