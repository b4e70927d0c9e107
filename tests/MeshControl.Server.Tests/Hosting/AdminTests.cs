using System.Net;

namespace MeshControl.Server.Tests.Hosting;

/// <summary>The admin port.</summary>
public sealed class AdminTests
{
    [Fact]
    public async Task Pages_answer_and_say_what_a_person_needs()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);

        Assert.Equal("ok\n", await mesh.Admin.GetStringAsync("/healthz"));
        Assert.Equal("ready\n", await mesh.Admin.GetStringAsync("/readyz"));
        Assert.Contains("/debug/config_dump", await mesh.Admin.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal("[]\n", await mesh.Admin.GetStringAsync("/debug/syncz"));
        Assert.Contains("\"builds\"", await mesh.Admin.GetStringAsync("/debug/graph"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_served_behind_a_port_forward()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = "localhost:8080" } };
        using var answer = await mesh.Admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Dump_of_an_unknown_proxy_is_not_found_and_says_where_to_look()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);

        using var unknown = await mesh.Admin.GetAsync("/debug/config_dump?proxyID=nobody.nowhere");
        using var nameless = await mesh.Admin.GetAsync("/debug/config_dump");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (unknown.StatusCode, nameless.StatusCode));
        Assert.Contains("/debug/syncz", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_come_in_Prometheus_text()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);

        using var answer = await mesh.Admin.GetAsync("/metrics");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.StartsWith("text/plain; version=0.0.4", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.Contains("# TYPE pilot_push_triggers counter\n", text, StringComparison.Ordinal);
        // Other meshes of this test process count too.
        Assert.Matches("pilot_push_triggers\\{type=\"VirtualService\"\\} [2-9][0-9]*\n", text);
        Assert.Contains("process_resident_memory_bytes ", text, StringComparison.Ordinal);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }
}
