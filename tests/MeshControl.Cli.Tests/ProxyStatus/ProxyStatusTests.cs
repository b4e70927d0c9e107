using MeshControl.Cli.Tests.Targets;

namespace MeshControl.Cli.Tests.ProxyStatus;

public sealed class ProxyStatusTests
{
    private const string Syncz =
        """
        [
         {"cluster_id":"Kubernetes","proxy":"sidecar~10.0.0.2~web-0.shop~shop.svc.cluster.local","proxy_type":"sidecar","istio_version":"1.30.0",
          "cluster_sent":"n7","cluster_acked":"n7","istiod":"meshd-a",
          "resources":{
           "type.googleapis.com/envoy.config.cluster.v3.Cluster":{"sent":"n7","acked":"n7","sentTime":"2026-01-01T11:58:00Z"},
           "type.googleapis.com/envoy.config.listener.v3.Listener":{"sent":"n9","acked":"n8","sentTime":"2026-01-01T11:59:56Z"},
           "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment":{"sent":"","acked":""},
           "type.googleapis.com/envoy.config.route.v3.RouteConfiguration":{"sent":"n4","acked":"n3","sentTime":"2026-01-01T09:00:00Z","lastError":"no such\ncluster"},
           "type.googleapis.com/envoy.config.route.v3.VirtualHost":{"sent":"n5","acked":"n5","sentTime":"2025-12-20T12:00:00Z"}}},
         {"cluster_id":"Kubernetes","proxy":"edge-0.ingress","proxy_type":"router","istio_version":"1.29.1","cluster_sent":"a","cluster_acked":"a","listener_sent":"b"}
        ]
        """;

    [Fact]
    public async Task Table_has_a_column_for_each_core_type_and_a_row_for_each_proxy_by_name()
    {
        var run = await RunAsync();

        // The control plane's address stands in where it does not name itself; its width varies with the port.
        var pad = new string(' ', run.Server.Length - "meshd-a".Length);
        Assert.Equal(
            $"""
            NAME               CLUSTER        CDS             LDS            EDS          RDS            ECDS        ISTIOD {pad}     VERSION
            edge-0.ingress     Kubernetes     SYNCED          STALE          IGNORED      IGNORED        IGNORED     {run.Server}     1.29.1
            web-0.shop         Kubernetes     SYNCED (2m)     STALE (4s)     NOT SENT     ERROR (3h)     IGNORED     meshd-a{pad}     1.30.0

            """.ReplaceLineEndings("\n"), run.Out);
    }

    [Fact]
    public async Task Narrow_table_counts_the_types_a_proxy_asks_for()
    {
        var run = await RunAsync("--wide=false");

        Assert.Equal(["NAME", "CLUSTER", "ISTIOD", "VERSION", "SUBSCRIBED", "TYPES"], run.Out.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.EndsWith("2 (CDS,LDS)", run.Out.Split('\n')[1], StringComparison.Ordinal);
        Assert.EndsWith("5 (CDS,LDS,EDS,RDS,VHDS)", run.Out.Split('\n')[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_table_has_every_type_in_use_by_type_url()
    {
        var run = await RunAsync("-v", "1");

        Assert.Equal(
            ["NAME", "CLUSTER", "CDS", "ECDS", "EDS", "LDS", "RDS", "VHDS", "ISTIOD", "VERSION"],
            run.Out.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("SYNCED (12d)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespace_keeps_its_proxies_only()
    {
        var run = await RunAsync("-n", "shop");

        Assert.Contains("web-0.shop", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("edge-0", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_proxy_shows_why_it_rejected_a_response()
    {
        var run = await RunAsync("web-0.shop");

        Assert.Equal(
            """
            TYPE     STATUS           SENT     ACKED     ERROR
            CDS      SYNCED (2m)      n7       n7        
            LDS      STALE (4s)       n9       n8        
            EDS      NOT SENT         -        -         
            RDS      ERROR (3h)       n4       n3        no such cluster
            VHDS     SYNCED (12d)     n5       n5        

            """.ReplaceLineEndings("\n"), run.Out);
    }

    [Fact]
    public async Task Unknown_proxy_is_one_line()
    {
        var run = await RunAsync("web-1", "-n", "shop");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Error: no proxy web-1.shop is connected to meshd at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_document_of_all_proxies()
    {
        var run = await RunAsync("-o", "json");

        using var document = System.Text.Json.JsonDocument.Parse(run.Out);
        var web = document.RootElement.GetProperty("proxies")[1];
        var routes = web.GetProperty("types").GetProperty("type.googleapis.com/envoy.config.route.v3.RouteConfiguration");
        Assert.Equal("shop", web.GetProperty("namespace").GetString());
        Assert.Equal("ERROR", routes.GetProperty("status").GetString());
        Assert.Equal("no such\ncluster", routes.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Raw_yaml_is_the_answer_of_the_control_plane()
    {
        var run = await RunAsync("-o", "yaml", "--raw");

        Assert.StartsWith("- cluster_acked: n7\n  cluster_id: Kubernetes\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_proxy_at_all_prints_the_header_alone()
    {
        await using var meshd = await FakeAdmin.StartAsync(("/debug/syncz", "[]"));

        var run = await MeshctlRun.WithAsync("proxy-status", "--meshd", meshd.Address);

        Assert.Equal("NAME     CLUSTER     CDS     LDS     EDS     RDS     ECDS     ISTIOD     VERSION\n", run.Out);
    }

    private static async Task<(int ExitCode, string Out, string Error, string Server)> RunAsync(params string[] options)
    {
        await using var meshd = await FakeAdmin.StartAsync(("/debug/syncz", Syncz));
        var run = await MeshctlRun.WithAsync(["ps", .. options, "--meshd", meshd.Address]);
        return (run.ExitCode, run.Out, run.Error, meshd.Address);
    }
}
