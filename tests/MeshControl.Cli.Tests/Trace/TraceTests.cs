using System.Text.Json;
using MeshControl.Testing;

namespace MeshControl.Cli.Tests.Trace;

/// <summary><c>meshctl trace</c> as a user runs it.</summary>
public sealed class TraceTests
{
    private static readonly string Bookinfo = Path.Combine(RepositoryFolder.Path, "samples", "bookinfo");

    [Fact]
    public async Task Each_decision_is_a_line_with_its_reason_and_object()
    {
        var run = await MeshctlRun.WithAsync("trace", "-f", Bookinfo, "--from", "productpage-v1-0.default", "--to", "http://reviews:9080/reviews/0", "-H", "end-user: jason");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\nout of productpage-v1-0.default\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("path /*, end-user = jason  [VirtualService default/reviews]\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  [DestinationRule default/reviews]\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("\ninto reviews-v2-0.default\n", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("  => arrives at the application on 10.244.0.13:9080\n", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Verbose_tells_what_was_passed_over_and_why()
    {
        var run = await MeshctlRun.WithAsync("trace", "-f", Bookinfo, "--from", "productpage-v1-0.default", "--to", "http://reviews:9080/", "-v");

        Assert.Contains("not jason: not end-user = jason\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("not details.default.svc.cluster.local:9080: details.default.svc.cluster.local, ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_the_same_for_programs()
    {
        var run = await MeshctlRun.WithAsync("trace", "-f", Bookinfo, "--from", "productpage-v1-0.default", "--to", "http://reviews:9080/", "-o", "json");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal([0.8, 0.2], json.RootElement.GetProperty("ways").EnumerateArray().Select(way => way.GetProperty("chance").GetDouble()));
        Assert.Equal(
            ["outbound|9080|v1|reviews.default.svc.cluster.local", "outbound|9080|v3|reviews.default.svc.cluster.local"],
            json.RootElement.GetProperty("ways").EnumerateArray().Select(way => way.GetProperty("result").GetProperty("cluster").GetString()));
    }

    [Theory]
    [InlineData("nobody.default", "http://reviews:9080/", "Error: there is no pod nobody.default with an address; the folder has ")]
    [InlineData("productpage-v1-0.default", "ftp://reviews/", "Error: 'ftp://reviews/' is no URL that can be traced; write http://HOST[:PORT]/PATH")]
    [InlineData("productpage-v1-0.default", "tcp://reviews", "Error: 'tcp://reviews' is no URL that can be traced")]
    public async Task Mistakes_are_told_in_a_line(string from, string to, string error)
    {
        var run = await MeshctlRun.WithAsync("trace", "-f", Bookinfo, "--from", from, "--to", to);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
    }
}
