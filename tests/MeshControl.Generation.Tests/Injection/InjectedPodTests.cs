using System.Text.Json.Nodes;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>What an injected pod is like; every field is in the golden files beside the shapes.</summary>
public sealed class InjectedPodTests
{
    [Theory]
    [InlineData("init-container", "migrate istio-init", "app istio-proxy")]
    [InlineData("hold-by-annotation", "istio-init", "istio-proxy app")]
    [InlineData("native-by-nodes", "istio-init istio-proxy migrate", "app")]
    [InlineData("native-refused-by-annotation", "istio-init", "app istio-proxy")]
    [InlineData("cni", "istio-validation", "app istio-proxy")]
    [InlineData("no-capture", "", "app istio-proxy")]
    [InlineData("gateway", "", "istio-proxy")]
    public void Containers_stand_in_order(string name, string initContainers, string containers)
    {
        var pod = Inject(name);

        Assert.Equal(initContainers, string.Join(' ', pod.ContainerNames("initContainers")));
        Assert.Equal(containers, string.Join(' ', pod.ContainerNames("containers")));
    }

    [Fact]
    public void Native_sidecar_restarts_always_and_blocks_what_comes_after_it_until_it_is_ready()
    {
        var proxy = Inject("native-by-annotation").Proxy()!;

        Assert.Equal("Always", proxy["restartPolicy"]!.ToString());
        Assert.NotNull(proxy["startupProbe"]);
        Assert.DoesNotContain("sleep", proxy["lifecycle"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_for_the_proxy_stays_beside_a_hook_of_ones_own()
    {
        var lifecycle = Inject("hold-beside-own-prestop").Proxy()!["lifecycle"]!;

        Assert.Contains("/healthz/ready", lifecycle["postStart"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("""{"exec":{"command":["sleep","20"]}}""", lifecycle["preStop"]!.ToJsonString());
    }

    [Fact]
    public void One_annotation_of_resources_leaves_out_all_others() =>
        Assert.Equal("""{"requests":{"cpu":"250m"},"limits":{"memory":"512Mi"}}""", Inject("resources-by-annotation").Proxy()!["resources"]!.ToJsonString());

    [Fact]
    public void Threads_are_as_many_as_the_limit_of_the_container_allows()
    {
        Assert.Equal("2", Argument("plain", "--concurrency"));
        Assert.Equal("3", Argument("own-proxy-container", "--concurrency"));
        Assert.Equal("4", Argument("logs-and-threads", "--concurrency"));
        Assert.Null(Argument("all-threads-of-the-node", "--concurrency"));
    }

    [Fact]
    public void Proxy_runs_with_nothing_that_it_does_not_need()
    {
        var context = Inject("plain").Proxy()!["securityContext"]!;

        Assert.Equal(1337, context["runAsUser"]!.GetValue<long>());
        Assert.True(context["runAsNonRoot"]!.GetValue<bool>());
        Assert.True(context["readOnlyRootFilesystem"]!.GetValue<bool>());
        Assert.False(context["allowPrivilegeEscalation"]!.GetValue<bool>());
        Assert.Equal("""{"drop":["ALL"]}""", context["capabilities"]!.ToJsonString());
        Assert.Equal("RuntimeDefault", context["seccompProfile"]!["type"]!.ToString());
    }

    [Fact]
    public void With_TPROXY_it_is_root_with_one_capability()
    {
        var context = Inject("tproxy").Proxy()!["securityContext"]!;

        Assert.Equal(0, context["runAsUser"]!.GetValue<long>());
        Assert.Equal(1337, context["runAsGroup"]!.GetValue<long>());
        Assert.Equal("""["NET_ADMIN"]""", context["capabilities"]!["add"]!.ToJsonString());
    }

    [Fact]
    public void On_OpenShift_it_has_the_last_user_of_the_namespace() =>
        Assert.Equal(1000659999, Inject("openshift").Proxy()!["securityContext"]!["runAsUser"]!.GetValue<long>());

    [Theory]
    [InlineData("owner-deployment", "reviews-v1", "kubernetes://apis/apps/v1/namespaces/default/deployments/reviews-v1")]
    [InlineData("owner-rollout", "cart", "kubernetes://apis/argoproj.io/v1alpha1/namespaces/default/rollouts/cart")]
    [InlineData("owner-cronjob", "report", "kubernetes://apis/batch/v1/namespaces/default/cronjobs/report")]
    [InlineData("owner-statefulset", "db", "kubernetes://apis/apps/v1/namespaces/default/statefulsets/db")]
    [InlineData("plain", "reviews", "kubernetes://apis/v1/namespaces/default/pods/reviews")]
    public void Workload_is_what_the_pod_belongs_to(string name, string workload, string owner)
    {
        var proxy = Inject(name).Proxy()!;

        Assert.Equal(workload, proxy.Env("ISTIO_META_WORKLOAD_NAME"));
        Assert.Equal(owner, proxy.Env("ISTIO_META_OWNER"));
    }

    [Theory]
    [InlineData("canonical-labels", "orders", "blue")]
    [InlineData("owner-statefulset", "db", "15")]
    [InlineData("plain", "reviews", "v1")]
    [InlineData("owner-deployment", "reviews-v1", "latest")]
    [InlineData("without-labels", "without-labels", "latest")]
    public void Canonical_name_and_revision_come_from_the_first_label_that_says_them(string name, string canonical, string revision)
    {
        var pod = Inject(name);

        Assert.Equal(canonical, pod.Label("service.istio.io/canonical-name"));
        Assert.Equal(revision, pod.Label("service.istio.io/canonical-revision"));
    }

    [Fact]
    public void Label_of_ones_own_stays() => Assert.Equal("disabled", Inject("canonical-labels").Label("security.istio.io/tlsMode"));

    [Fact]
    public void Probes_ask_the_status_port_and_what_they_asked_is_kept()
    {
        var pod = Inject("probes");
        var web = pod.Container("web")!;

        Assert.Equal("""{"path":"/app-health/web/livez","port":15020,"scheme":"HTTP"}""", web["livenessProbe"]!["httpGet"]!.ToJsonString());
        Assert.Equal(3, web["livenessProbe"]!["timeoutSeconds"]!.GetValue<int>());
        Assert.Null(web["startupProbe"]!["tcpSocket"]);
        Assert.Equal("/app-lifecycle/web/prestopz", web["lifecycle"]!["preStop"]!["httpGet"]!["path"]!.ToString());
        Assert.NotNull(web["lifecycle"]!["postStart"]!["exec"]);
        Assert.NotNull(pod.Container("worker")!["livenessProbe"]!["exec"]);
        Assert.Equal("/healthz", pod.Container("worker")!["readinessProbe"]!["httpGet"]!["path"]!.ToString());
        var map = JsonNode.Parse(pod.Proxy()!.Env("ISTIO_KUBE_APP_PROBERS")!)!.AsObject();
        Assert.Equal(["/app-health/web/readyz", "/app-health/web/livez", "/app-health/web/startupz", "/app-lifecycle/web/prestopz"], map.Select(entry => entry.Key));
        Assert.Equal(8443, map["/app-health/web/livez"]!["httpGet"]!["port"]!.GetValue<int>());
    }

    [Fact]
    public void Metrics_of_the_app_are_scraped_through_the_status_port()
    {
        var pod = Inject("metrics-of-the-app");

        Assert.Equal(("15020", "/app-metrics"), (pod.Annotation("prometheus.io/port"), pod.Annotation("prometheus.io/path")));
        Assert.Equal("""{"port":"8080","path":"/actuator/prometheus"}""", pod.Proxy()!.Env("ISTIO_PROMETHEUS_ANNOTATIONS"));
        Assert.Equal("15090", Inject("plain").Annotation("prometheus.io/port"));
        Assert.Null(Inject("metrics-off").Annotation("prometheus.io/port"));
        Assert.Equal("8080", Inject("metrics-not-merged").Annotation("prometheus.io/port"));
    }

    [Theory]
    [InlineData("probe-of-unknown-port", "container web: readinessProbe.httpGet.port \"htttp\" is no port of the container")]
    [InlineData("metrics-on-a-port-of-the-proxy", "'15090' is a port of the proxy")]
    [InlineData("template-unknown", "there is no template 'sidecart'; known are gateway, sidecar, traced, tracing")]
    [InlineData("template-with-unknown-variable", "there is no variable ${proxy.imag}; did you mean proxy.image?")]
    public void What_cannot_be_is_refused_with_what_to_do(string name, string message)
    {
        var result = PodShape.Read(name).Inject();

        Assert.Null(result.Pod);
        Assert.Contains(message, Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_are_merged_in_order_and_aliases_stand_for_several()
    {
        var pod = Inject("template-of-ones-own");

        Assert.Equal("jaeger", pod.Annotation("example.com/traced-by"));
        Assert.Equal("team of template-of-ones-own in default", pod.Proxy()!.Env("ISTIO_META_TEAM"));
        Assert.Equal("registry.example.com/tracer:2", pod.Container("tracer")!["image"]!.ToString());
        Assert.Equal("localhost", pod.Container("app")!.Env("TRACER"));
        Assert.Null(Inject("template-by-alias").Container("tracer"));
        Assert.Equal("jaeger", Inject("template-by-alias").Annotation("example.com/traced-by"));
    }

    [Fact]
    public void Container_of_the_author_keeps_what_it_says_and_gets_the_image()
    {
        var proxy = Inject("own-proxy-container").Proxy()!;

        Assert.Equal("docker.io/envoyproxy/envoy:v1.40.0", proxy["image"]!.ToString());
        Assert.Equal("checkout", proxy.Env("ISTIO_META_TEAM"));
        Assert.Equal(4242, proxy["securityContext"]!["runAsUser"]!.GetValue<long>());
        Assert.Equal("3", proxy["resources"]!["limits"]!["cpu"]!.ToString());
    }

    private static JsonObject Inject(string name)
    {
        var result = PodShape.Read(name).Inject();
        Assert.Empty(result.Errors);
        return result.Pod!;
    }

    private static string? Argument(string name, string flag)
    {
        var arguments = ((JsonArray)Inject(name).Proxy()!["args"]!).Select(argument => argument!.ToString()).ToList();
        return arguments.IndexOf(flag) is >= 0 and var at ? arguments[at + 1] : null;
    }
}
