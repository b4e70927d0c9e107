namespace MeshControl.Testing.Envoys;

/// <summary>A minimal bootstrap: one ADS server over plaintext, everything else from it.</summary>
public static class AdsBootstrap
{
    /// <summary>Bootstrap text for <see cref="EnvoyOptions.Bootstrap"/>.</summary>
    /// <param name="xdsPort">Loopback port of the server.</param>
    /// <param name="isDelta">Delta or state of the world.</param>
    /// <param name="nodeId">`sidecar~ip~pod.namespace~domain`.</param>
    public static string For(int xdsPort, bool isDelta, string nodeId = "sidecar~10.0.0.1~app-1.default~default.svc.cluster.local") => $$"""
        node: { id: "{{nodeId}}", cluster: test }
        admin: { address: { socket_address: { address: 127.0.0.1, port_value: {admin} } } }
        dynamic_resources:
          ads_config:
            api_type: {{(isDelta ? "DELTA_GRPC" : "GRPC")}}
            transport_api_version: V3
            set_node_on_first_message_only: true
            grpc_services: [{ envoy_grpc: { cluster_name: xds, retry_policy: { retry_back_off: { base_interval: 0.1s, max_interval: 0.5s } } } }]
          cds_config: { ads: {}, initial_fetch_timeout: 0s, resource_api_version: V3 }
          lds_config: { ads: {}, initial_fetch_timeout: 0s, resource_api_version: V3 }
        static_resources:
          clusters:
          - name: xds
            type: STATIC
            connect_timeout: 1s
            typed_extension_protocol_options:
              envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                explicit_http_config: { http2_protocol_options: {} }
            load_assignment:
              cluster_name: xds
              endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: 127.0.0.1, port_value: {{xdsPort}} } } } }] }]
        """;
}
