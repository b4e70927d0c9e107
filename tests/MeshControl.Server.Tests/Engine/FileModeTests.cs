using MeshControl.Generation.Output;
using MeshControl.Model.Validation;

namespace MeshControl.Server.Tests.Engine;

/// <summary>What an edit of a folder does to a connected proxy.</summary>
public sealed class FileModeTests
{
    [Fact]
    public async Task Edit_of_a_rule_reaches_a_connected_proxy()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);
        using var proxy = await mesh.ConnectAsync("productpage-v1-0", "10.244.0.15");
        Assert.Contains("\"weight\":80", RunningMesh.RouteTable(proxy.Config.Value, "9080"), StringComparison.Ordinal);
        var before = mesh.Engine.Reports.Value;

        folder.Edit(folder.Rules, "weight: 80", "weight: 60");
        var report = await mesh.RevisionAfterAsync(before);

        Assert.Equal((1, 1), (report.ChangedObjects, report.ChangedProxies));
        Assert.Contains("\"weight\":60", RunningMesh.RouteTable(proxy.Config.Value, "9080"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_of_a_comment_changes_nothing()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);
        using var proxy = await mesh.ConnectAsync("productpage-v1-0", "10.244.0.15");
        var (config, before) = (proxy.Config.Value, mesh.Engine.Reports.Value);

        folder.Edit(folder.Rules, "# One way in", "# One single way in");
        var report = await mesh.RevisionAfterAsync(before);

        Assert.Equal((before.Revision, 0), (report.Revision, report.ChangedObjects));
        Assert.Same(config, proxy.Config.Value);
    }

    [Fact]
    public async Task Broken_file_is_told_by_place_and_the_last_good_configuration_keeps_serving()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);
        using var proxy = await mesh.ConnectAsync("productpage-v1-0", "10.244.0.15");
        var (config, before) = (proxy.Config.Value, mesh.Engine.Reports.Value);

        folder.Edit(folder.Rules, "  - reviews\n  http:", "  - reviews\n http: [");
        before = await mesh.RevisionAfterAsync(before);

        var error = Assert.Single(mesh.Engine.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal(folder.Rules, error.Origin.Source);
        Assert.True(error.Origin.Line > 1);
        Assert.Same(config, proxy.Config.Value);

        folder.Edit(folder.Rules, "\n http: [", "\n  http:");
        await mesh.RevisionAfterAsync(before);
        Assert.DoesNotContain(mesh.Engine.Findings, finding => finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task Wrong_type_names_object_and_field_and_keeps_that_object_as_it_was()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);
        using var proxy = await mesh.ConnectAsync("productpage-v1-0", "10.244.0.15");
        var before = mesh.Engine.Reports.Value;

        folder.Edit(folder.Rules, "weight: 80", "weight: many");
        await mesh.RevisionAfterAsync(before);

        var error = Assert.Single(mesh.Engine.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("VirtualService/default/reviews", error.Resource?.ToString());
        Assert.Equal("spec.http[1].route[0].weight", error.Path);
        Assert.Contains("\"weight\":80", RunningMesh.RouteTable(proxy.Config.Value, "9080"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_file_takes_its_objects_along_and_a_new_one_brings_them_back()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);
        using var proxy = await mesh.ConnectAsync("productpage-v1-0", "10.244.0.15");
        var (text, before) = (File.ReadAllText(folder.Rules), mesh.Engine.Reports.Value);

        File.Delete(folder.Rules);
        before = await mesh.RevisionAfterAsync(before);
        Assert.DoesNotContain("\"weight\"", RunningMesh.RouteTable(proxy.Config.Value, "9080"), StringComparison.Ordinal);

        folder.Write("again.yaml", text);
        await mesh.RevisionAfterAsync(before);
        Assert.Contains("\"weight\":80", RunningMesh.RouteTable(proxy.Config.Value, "9080"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mesh_configuration_is_part_of_the_folder()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);
        using var proxy = await mesh.ConnectAsync("productpage-v1-0", "10.244.0.15");
        Assert.Contains("allow_any", RunningMesh.RouteTable(proxy.Config.Value, "9080"), StringComparison.Ordinal);
        var before = mesh.Engine.Reports.Value;

        folder.Write("meshconfig.yaml", "outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n");
        await mesh.RevisionAfterAsync(before);

        Assert.Contains("block_all", RunningMesh.RouteTable(proxy.Config.Value, "9080"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_damaged_versions_of_a_file_never_stop_the_mesh()
    {
        using var folder = new SampleFolder();
        await using var mesh = await RunningMesh.StartAsync(folder.Path);
        using var proxy = await mesh.ConnectAsync("productpage-v1-0", "10.244.0.15");
        var good = File.ReadAllBytes(folder.Rules);
        var random = new Random(20);
        for (var i = 0; i < 1000; i++)
        {
            var bytes = (byte[])good.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            // Through the same door as a scan, without its waiting for files to rest.
            mesh.Engine.Report(DamagedFile.Read(folder.Rules, bytes));
        }

        mesh.Engine.Report(DamagedFile.Read(folder.Rules, good));
        // Taken before each look, so that no revision can slip in between.
        var report = mesh.Engine.Reports.Value;
        while (!IsAsAtFirst(mesh, proxy.Config.Value))
        {
            report = await mesh.RevisionAfterAsync(report);
        }

        Assert.True(mesh.Engine.IsReady);
    }

    private static bool IsAsAtFirst(RunningMesh mesh, ProxyConfig config) =>
        !mesh.Engine.Findings.Any(finding => finding.Severity == FindingSeverity.Error)
        && RunningMesh.RouteTable(config, "9080").Contains("\"weight\":80", StringComparison.Ordinal);
}
