using System.Runtime.InteropServices;
using MeshControl.Generation.Output;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Tests.Host;

namespace MeshControl.Xds.Tests.Pushing;

/// <summary>What many streams send is compared and framed once.</summary>
public sealed class SharingTests
{
    [Fact]
    public void The_step_from_one_set_to_another_is_compared_once()
    {
        var mesh = TestMesh.Of(3);
        var before = mesh.Build().Clusters;
        var after = mesh.Cluster("c2", "new").RemoveCluster("c3").Build().Clusters;
        var bodies = new ResponseBodyCache();
        var first = Assert.Single(ViewDiff.Between(before, after, bodies));
        var second = Assert.Single(ViewDiff.Between(new ResourceView(before.Parts[0]), new ResourceView(after.Parts[0]), bodies));
        Assert.Same(first, second);
        Assert.Equal(["c2"], first.Upserted.Select(resource => resource.Name));
        Assert.Equal(["c3"], first.Removed);
    }

    [Fact]
    public void Parts_that_are_the_same_object_are_not_looked_at_and_others_find_their_counterpart()
    {
        var a = TestMesh.Of(3);
        ResourceSet clusters = a.Build().Clusters.Parts[0], listeners = a.Build().Listeners.Parts[0];
        var changed = a.Listener("l1", "new").Build().Listeners.Parts[0];
        var diffs = ViewDiff.Between(new ResourceView(clusters, listeners), new ResourceView(changed, clusters), new ResponseBodyCache());
        Assert.Equal(["l1"], Assert.Single(diffs).Upserted.Select(resource => resource.Name));
    }

    [Fact]
    public void X_06_responses_to_two_streams_share_every_byte_but_their_head()
    {
        var config = TestMesh.Of(100).Build();
        var bodies = new ResponseBodyCache();
        var body = bodies.Between(ResourceSet.Empty, config.Clusters.Parts[0]).Body;
        var one = ResponseFramer.Frame("type", "1", 1, [body], isDelta: true).Segments.ToArray();
        var two = ResponseFramer.Frame("type", "1", 2, [body], isDelta: true).Segments.ToArray();
        Assert.Equal(101, one.Length);
        for (var i = 1; i < one.Length; i++)
        {
            MemoryMarshal.TryGetArray(one[i], out var left);
            MemoryMarshal.TryGetArray(two[i], out var right);
            Assert.Same(left.Array, right.Array);
        }

        Assert.InRange(one[0].Length, 1, 20);
    }

    [Fact]
    public void State_of_the_world_and_delta_send_slices_of_the_same_encoding()
    {
        var cluster = TestMesh.Of(1).Build().Clusters.Find("c1")!;
        MemoryMarshal.TryGetArray(cluster.DeltaEntry, out var delta);
        MemoryMarshal.TryGetArray(cluster.StateOfTheWorldEntry, out var state);
        Assert.Same(delta.Array, state.Array);
    }

    [Fact]
    public void An_edited_host_is_the_only_one_of_its_table_that_is_encoded_anew()
    {
        var c1 = new EncodedVirtualHost("c1:80", new byte[] { 1 }, "1", false);
        var c2 = new EncodedVirtualHost("c2:80", new byte[] { 2 }, "2", false);
        var before = new RouteTable(new() { Name = "80" }, [c1, c2]).DeliveredHosts;
        var after = new RouteTable(new() { Name = "80" }, [c1, c2 with { Body = new byte[] { 3 }, Version = "3" }]).DeliveredHosts;
        Assert.Same(before.Find("80/c1:80"), after.Find("80/c1:80"));
        Assert.NotEqual(before.Find("80/c2:80"), after.Find("80/c2:80"));
    }
}
