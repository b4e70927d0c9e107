using System.Text.Json.Serialization;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Model.Resources.Policy;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources;

/// <summary>Source-generated JSON of every record; documents are checked and normalized before it reads them (see DocumentDecoder).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(GoDurationConverter)])]
[JsonSerializable(typeof(KubeService))]
[JsonSerializable(typeof(EndpointSlice))]
[JsonSerializable(typeof(Endpoints))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(Namespace))]
[JsonSerializable(typeof(ServiceAccount))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(ResourceStatus))]
[JsonSerializable(typeof(OwnerReference))]
[JsonSerializable(typeof(VirtualService))]
[JsonSerializable(typeof(DestinationRule))]
[JsonSerializable(typeof(Gateway))]
[JsonSerializable(typeof(ServiceEntry))]
[JsonSerializable(typeof(WorkloadEntry))]
[JsonSerializable(typeof(WorkloadGroup))]
[JsonSerializable(typeof(Sidecar))]
[JsonSerializable(typeof(WorkloadProxyConfig))]
[JsonSerializable(typeof(EnvoyFilter))]
[JsonSerializable(typeof(PeerAuthentication))]
[JsonSerializable(typeof(RequestAuthentication))]
[JsonSerializable(typeof(AuthorizationPolicy))]
[JsonSerializable(typeof(Telemetry))]
[JsonSerializable(typeof(WasmPlugin))]
[JsonSerializable(typeof(TrafficExtension))]
[JsonSerializable(typeof(RateLimitPolicy))]
[JsonSerializable(typeof(IngressSpec))]
[JsonSerializable(typeof(IngressClassSpec))]
[JsonSerializable(typeof(GatewayClassSpec))]
[JsonSerializable(typeof(GatewaySpec))]
[JsonSerializable(typeof(ListenerSetSpec))]
[JsonSerializable(typeof(HttpRouteSpec))]
[JsonSerializable(typeof(GrpcRouteSpec))]
[JsonSerializable(typeof(TcpRouteSpec))]
[JsonSerializable(typeof(TlsRouteSpec))]
[JsonSerializable(typeof(ReferenceGrantSpec))]
[JsonSerializable(typeof(BackendTlsPolicySpec))]
[JsonSerializable(typeof(MeshConfig))]
[JsonSerializable(typeof(ProxyConfig))]
[JsonSerializable(typeof(MeshNetworks))]
internal sealed partial class ResourceJsonContext : JsonSerializerContext;
