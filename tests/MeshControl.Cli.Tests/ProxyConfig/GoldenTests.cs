using MeshControl.Testing;

namespace MeshControl.Cli.Tests.ProxyConfig;

/// <summary>A dump of our own with the corners real ones seldom show; every text file beside it is one command's output.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "tests", "MeshControl.Cli.Tests", "Golden", "gateway");

    public static TheoryData<string, string> Outputs() => new()
    {
        { "clusters.txt", "clusters" },
        { "listeners.txt", "listeners" },
        { "listeners-summary.txt", "listeners --verbose=false" },
        { "routes.txt", "routes" },
        { "routes-summary.txt", "routes --verbose=false" },
        { "eds.txt", "eds" },
        { "all.txt", "all" },
        { "clusters-port-80.json", "clusters --port 80 -o json" },
        { "clusters-port-80.yaml", "clusters --port 80 -o yaml" },
        { "eds-healthy.json", "eds --port 8080 --status healthy -o json" },
        { "bootstrap.json", "bootstrap" },
    };

    [Theory]
    [MemberData(nameof(Outputs))]
    public async Task ProxyConfig_of_a_gateway_dump_prints_the_golden_file(string file, string commandLine)
    {
        var run = await MeshctlRun.WithAsync(["proxy-config", .. commandLine.Split(' '), "-f", Path.Combine(Folder, "config_dump.json")]);

        Assert.Equal("", run.Error);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Folder, file)), run.Out);
    }

    [Fact]
    public void Golden_folder_holds_no_file_that_nobody_checks() =>
        Assert.Equal(
            Outputs().Select(row => (string)row[0]).Append("config_dump.json").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("clusters --fqdn forward", "forward-proxy")]
    [InlineData("clusters --direction inbound", " 8080 ")]
    [InlineData("clusters --subset green", " green ")]
    [InlineData("listeners --address 127.0.0.1", "127.0.0.1 15090")]
    [InlineData("listeners --address ::", "Inline Route")]
    [InlineData("listeners --type http", "Cluster: agent")]
    [InlineData("listeners --port 15090", "Cluster: agent")]
    [InlineData("routes --name 80", "catch-all")]
    [InlineData("eds --address 10.1.0.2", "10.1.0.2:8080")]
    [InlineData("eds --address 10.1.0.2:8080", "10.1.0.2:8080")]
    [InlineData("ep --status draining", "10.1.0.2:8080")]
    [InlineData("endpoints --cluster OUTBOUND|80||SHOP.web.svc.cluster.local --port 8080", "10.1.0.1:8080")]
    public async Task ProxyConfig_with_a_filter_keeps_what_matches(string commandLine, string kept)
    {
        var run = await MeshctlRun.WithAsync(["pc", .. commandLine.Split(' '), "-f", Path.Combine(Folder, "config_dump.json")]);

        Assert.Contains(kept.Trim(), run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("meshd ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("10.1.0.9", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clusters --fqdn nowhere", "SERVICE FQDN     PORT     SUBSET     DIRECTION     TYPE     DESTINATION RULE\n")]
    [InlineData("listeners --port 1", "ADDRESSES PORT MATCH DESTINATION\n")]
    [InlineData("routes --name nowhere", "NAME     VHOST NAME     DOMAINS     MATCH     VIRTUAL SERVICE\n")]
    [InlineData("eds --port 1", "NAME     STATUS     LOCALITY     CLUSTER\n")]
    [InlineData("clusters --fqdn nowhere -o json", "[]\n")]
    public async Task ProxyConfig_with_a_filter_that_admits_nothing_prints_the_header_alone(string commandLine, string expected)
    {
        var run = await MeshctlRun.WithAsync(["pc", .. commandLine.Split(' '), "-f", Path.Combine(Folder, "config_dump.json")]);

        Assert.Equal(expected, run.Out);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Dump_on_standard_input_is_read_where_the_file_is_a_dash()
    {
        var dump = await File.ReadAllTextAsync(Path.Combine(Folder, "config_dump.json"));

        var run = await MeshctlRun.WithInputAsync(dump, "pc", "clusters", "--file", "-");

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Folder, "clusters.txt")), run.Out);
    }

    [Fact]
    public async Task Dump_in_camel_case_reads_like_one_in_proto_names()
    {
        var dump = await File.ReadAllTextAsync(Path.Combine(Folder, "config_dump.json"));
        var camel = dump.Replace("dynamic_active_clusters", "dynamicActiveClusters", StringComparison.Ordinal)
            .Replace("static_clusters", "staticClusters", StringComparison.Ordinal)
            .Replace("filter_metadata", "filterMetadata", StringComparison.Ordinal)
            .Replace("cluster_type", "clusterType", StringComparison.Ordinal);

        var run = await MeshctlRun.WithInputAsync(camel, "pc", "clusters", "--file", "-");

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Folder, "clusters.txt")), run.Out);
    }
}
