using System.Text.Json.Serialization;

namespace MeshControl.Model.Resources.Istio;

/// <summary>The standard metrics (istio.telemetry.v1alpha1.MetricSelector.IstioMetric).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IstioMetric>))]
public enum IstioMetric
{
    [JsonStringEnumMemberName("ALL_METRICS")]
    AllMetrics = 0,

    [JsonStringEnumMemberName("REQUEST_COUNT")]
    RequestCount = 1,

    [JsonStringEnumMemberName("REQUEST_DURATION")]
    RequestDuration = 2,

    [JsonStringEnumMemberName("REQUEST_SIZE")]
    RequestSize = 3,

    [JsonStringEnumMemberName("RESPONSE_SIZE")]
    ResponseSize = 4,

    [JsonStringEnumMemberName("TCP_OPENED_CONNECTIONS")]
    TcpOpenedConnections = 5,

    [JsonStringEnumMemberName("TCP_CLOSED_CONNECTIONS")]
    TcpClosedConnections = 6,

    [JsonStringEnumMemberName("TCP_SENT_BYTES")]
    TcpSentBytes = 7,

    [JsonStringEnumMemberName("TCP_RECEIVED_BYTES")]
    TcpReceivedBytes = 8,

    [JsonStringEnumMemberName("GRPC_REQUEST_MESSAGES")]
    GrpcRequestMessages = 9,

    [JsonStringEnumMemberName("GRPC_RESPONSE_MESSAGES")]
    GrpcResponseMessages = 10,
}
