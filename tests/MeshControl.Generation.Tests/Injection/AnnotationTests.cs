using System.Text.Json.Nodes;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>Values that annotations may have, and what is said about others (operations specification 1.8).</summary>
public sealed class AnnotationTests
{
    [Theory]
    [InlineData("sidecar.istio.io/interceptionMode", "REDIRECT", "redirect")]
    [InlineData("status.sidecar.istio.io/port", "15020", "65536")]
    [InlineData("readiness.status.sidecar.istio.io/initialDelaySeconds", "0", "-1")]
    [InlineData("readiness.status.sidecar.istio.io/periodSeconds", "4294967295", "1.5")]
    [InlineData("readiness.status.sidecar.istio.io/failureThreshold", "30", "often")]
    [InlineData("traffic.sidecar.istio.io/includeOutboundIPRanges", "*", "**")]
    [InlineData("traffic.sidecar.istio.io/includeOutboundIPRanges", "", "10.0.0.0/33")]
    [InlineData("traffic.sidecar.istio.io/includeOutboundIPRanges", "10.1.2.3/8, fd00::/8", "10.0.0.0/8;10.1.0.0/16")]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundIPRanges", "169.254.169.254", "metadata.internal")]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundIPRanges", "", "*")]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts", "*", "http")]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts", "", "80-90")]
    [InlineData("traffic.sidecar.istio.io/excludeInboundPorts", "80, 443", "*")]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundPorts", "0", "70000")]
    [InlineData("traffic.sidecar.istio.io/includeOutboundPorts", "443", "443,")]
    [InlineData("traffic.sidecar.istio.io/excludeInterfaces", "eth1,net1", "eth0; rm -rf")]
    [InlineData("traffic.sidecar.istio.io/kubevirtInterfaces", "tap0", "a-name-longer-than-linux-takes")]
    [InlineData("istio.io/reroute-virtual-interfaces", "", "$(x)")]
    [InlineData("prometheus.istio.io/merge-metrics", "false", "off")]
    [InlineData("proxy.istio.io/config", "concurrency: 2", "concurrency: two")]
    [InlineData("proxy.istio.io/config", "{\"holdApplicationUntilProxyStarts\": true}", "[]")]
    [InlineData("sidecar.istio.io/proxyCPU", "1500m", "1,5")]
    [InlineData("sidecar.istio.io/proxyMemory", "1.5Gi", "1.5 Gi")]
    [InlineData("sidecar.istio.io/proxyCPULimit", "2", "-2")]
    [InlineData("sidecar.istio.io/proxyMemoryLimit", "1e9", "1\n")]
    [InlineData("sidecar.istio.io/proxyImageType", "distroless", "slim")]
    [InlineData("sidecar.istio.io/logLevel", "trace", "verbose")]
    [InlineData("sidecar.istio.io/componentLogLevel", "upstream:debug,misc:error", "upstream=debug")]
    [InlineData("sidecar.istio.io/rewriteAppHTTPProbers", "true", "1")]
    [InlineData("sidecar.istio.io/nativeSidecar", "false", "never")]
    [InlineData("sidecar.istio.io/capNetBindService", "true", "yes")]
    [InlineData("sidecar.istio.io/bootstrapOverride", "my-bootstrap", "My_Bootstrap")]
    [InlineData("sidecar.istio.io/userVolume", "{\"a\": {\"emptyDir\": {}}}", "{a}")]
    [InlineData("sidecar.istio.io/userVolumeMount", "[{\"name\": \"a\", \"mountPath\": \"/a\"}]", "\"a\"")]
    [InlineData("sidecar.istio.io/discoveryAddress", "istiod.mesh.svc:15012", "istiod.mesh.svc")]
    [InlineData("sidecar.istio.io/statsFlushInterval", "1m30s", "soon")]
    public void Valid_value_is_taken_and_another_one_refused_by_name(string annotation, string valid, string invalid)
    {
        Assert.Empty(Inject((annotation, valid)).Errors);

        var result = Inject((annotation, invalid));

        Assert.StartsWith($"annotation {annotation}: '{invalid}' ", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Null(result.Pod);
    }

    [Fact]
    public void All_mistakes_are_told_together() =>
        Assert.Equal(2, Inject(("sidecar.istio.io/proxyCPU", "lots"), ("sidecar.istio.io/logLevel", "loud")).Errors.Count);

    [Theory]
    [InlineData("sidecar.istio.io/proxyCpu", "did you mean sidecar.istio.io/proxyCPU?")]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundIPRange", "did you mean traffic.sidecar.istio.io/excludeOutboundIPRanges?")]
    public void Annotation_that_there_is_not_is_refused_with_the_one_that_is_meant(string annotation, string fix) =>
        Assert.Contains(fix, Assert.Single(Inject((annotation, "1")).Errors), StringComparison.Ordinal);

    [Fact]
    public void Annotations_of_others_are_left_alone() =>
        Assert.Empty(Inject(("linkerd.io/inject", "whatever"), ("example.com/sidecar", "x")).Errors);

    [Fact]
    public void Annotation_without_effect_is_warned_about() =>
        Assert.Contains("there is no agent", Assert.Single(Inject(("sidecar.istio.io/agentLogLevel", "debug")).Warnings), StringComparison.Ordinal);

    private static Generation.Injection.InjectionResult Inject(params (string Name, string Value)[] annotations)
    {
        var shape = PodShape.Read("plain");
        shape.Pod["metadata"]!["annotations"] = new JsonObject([.. annotations.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Name, entry.Value))]);
        return shape.Inject();
    }
}
