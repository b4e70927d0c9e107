using System.Net;
using System.Net.Sockets;

namespace MeshControl.Cli.Tests.Targets;

public sealed class TargetTests
{
    private const string Dump =
        """
        {"configs":[
          {"@type":"type.googleapis.com/envoy.admin.v3.ClustersConfigDump","dynamic_active_clusters":[{"cluster":{"name":"one","type":"EDS"}}]},
          {"@type":"type.googleapis.com/envoy.admin.v3.EndpointsConfigDump","dynamic_endpoint_configs":[{"endpoint_config":{"cluster_name":"one",
            "endpoints":[{"lb_endpoints":[{"endpoint":{"address":{"socket_address":{"address":"10.0.0.1","port_value":80}}}}]}]}}]}]}
        """;

    [Fact]
    public async Task Pod_name_is_looked_up_at_meshd()
    {
        await using var meshd = await FakeAdmin.StartAsync(("/debug/config_dump?proxyID=web-0.shop", Dump));

        var run = await MeshctlRun.WithAsync("pc", "c", "web-0.shop", "--meshd", meshd.Address);

        Assert.Equal("", run.Error);
        Assert.Contains("\none ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web-0", "-n", "shop")]
    [InlineData("pod/web-0.shop")]
    public async Task Pod_name_may_be_written_in_the_ways_kubectl_knows(params string[] pod)
    {
        await using var meshd = await FakeAdmin.StartAsync(("/debug/config_dump?proxyID=web-0.shop&include_eds=true", Dump));

        var run = await MeshctlRun.WithAsync(["pc", "eds", .. pod, "--meshd", meshd.Address]);

        Assert.Equal("", run.Error);
        Assert.Contains("10.0.0.1:80", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_pod_is_one_line_that_says_how_to_list_the_known_ones()
    {
        await using var meshd = await FakeAdmin.StartAsync();

        var run = await MeshctlRun.WithAsync("pc", "c", "nobody.shop", "--meshd", meshd.Address);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"Error: no proxy nobody.shop is connected to meshd at {meshd.Address}; list the connected ones with: meshctl proxy-status --meshd {meshd.Address}\n", run.Error);
    }

    [Fact]
    public async Task Running_envoy_is_asked_for_its_dump()
    {
        await using var envoy = await FakeAdmin.StartAsync(("/config_dump", Dump), ("/config_dump?include_eds", Dump));

        Assert.Contains("\none ", (await MeshctlRun.WithAsync("pc", "c", "--envoy", envoy.Address)).Out, StringComparison.Ordinal);
        Assert.Contains("10.0.0.1:80", (await MeshctlRun.WithAsync("pc", "eds", "--envoy", envoy.Address)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_of_a_running_envoy_show_health_and_outlier_state()
    {
        await using var envoy = await FakeAdmin.StartAsync(("/clusters?format=json",
            """
            {"cluster_statuses":[
              {"name":"b","host_statuses":[
                {"address":{"socket_address":{"address":"10.0.0.2","port_value":80}},"health_status":{"eds_health_status":"HEALTHY","failed_outlier_check":true}},
                {"address":{"socket_address":{"address":"10.0.0.10","port_value":80}},"health_status":{"eds_health_status":"HEALTHY"}}]},
              {"name":"a","host_statuses":[{"address":{"pipe":{"path":"/run/s"}},"health_status":{}}]}]}
            """));

        var run = await MeshctlRun.WithAsync("pc", "endpoint", "--envoy", envoy.Address);

        Assert.Equal(
            """
            ENDPOINT          STATUS      OUTLIER CHECK     CLUSTER
            10.0.0.10:80      HEALTHY     OK                b
            10.0.0.2:80       HEALTHY     FAILED            b
            unix:///run/s     UNKNOWN     OK                a

            """.ReplaceLineEndings("\n"), run.Out);
    }

    [Theory]
    [InlineData("pc", "c", "--envoy")]
    [InlineData("pc", "c", "web.shop", "--meshd")]
    [InlineData("ps", "--meshd")]
    public async Task Refused_connection_is_one_line_with_address_and_remedy(params string[] commandLine)
    {
        var address = $"127.0.0.1:{FreePort()}";

        var run = await MeshctlRun.WithAsync([.. commandLine, address]);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches($"^Error: cannot reach [^\n]*{address}: Connection refused; [^\n]+\n$", run.Error);
    }

    [Theory]
    [InlineData("500 engine is starting\nmore", "answered 500 to /config_dump: engine is starting")]
    [InlineData("<html>", "answered something else than JSON to /config_dump")]
    [InlineData("[1]", "is no Envoy config dump")]
    public async Task Answer_that_is_no_dump_is_one_line(string body, string expected)
    {
        await using var envoy = await FakeAdmin.StartAsync(("/config_dump", body));

        var run = await MeshctlRun.WithAsync("pc", "c", "--envoy", envoy.Address);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("Error: cluster needs a proxy: POD.NAMESPACE", "c")]
    [InlineData("Error: cluster takes --file or a proxy to ask, not both", "c", "web.shop", "--file", "x")]
    [InlineData("Error: no such file: /nowhere/dump.json; save a dump with: curl", "c", "--file", "/nowhere/dump.json")]
    [InlineData("Error: cannot read /: it is a folder", "c", "--file", "/")]
    [InlineData("Error: \"http://\" is no address; write HOST:PORT", "c", "--envoy", "http://")]
    [InlineData("Error: standard input is not JSON (line 1, byte ", "c", "--file", "-")]
    public async Task Command_line_that_cannot_work_is_one_line_with_the_remedy(string expected, params string[] commandLine)
    {
        var run = await MeshctlRun.WithInputAsync("no json", ["pc", .. commandLine]);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal("", run.Out);
    }

    [Theory]
    [InlineData("clusters", "no clusters found")]
    [InlineData("listeners", "no listeners found")]
    [InlineData("routes", "no routes found")]
    [InlineData("bootstrap", "no bootstrap found")]
    public async Task Dump_without_such_objects_is_an_error(string verb, string expected)
    {
        var run = await MeshctlRun.WithInputAsync("""{"configs":[{"@type":"type.googleapis.com/acme.Unknown"}]}""", "pc", verb, "-f", "-");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"Error: {expected}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_without_endpoints_tells_how_to_take_one_with_them()
    {
        var run = await MeshctlRun.WithInputAsync("""{"configs":[]}""", "pc", "eds", "-f", "-");

        Assert.Equal("NAME     STATUS     LOCALITY     CLUSTER\n", run.Out);
        Assert.Contains("include_eds", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_output_format_names_the_known_ones()
    {
        var run = await MeshctlRun.WithAsync("pc", "c", "-f", "x", "-o", "toml");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("output format \"toml\" not supported; use short, json or yaml", run.Error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
