using System.Text;
using System.Text.Json;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Client.Reading;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Kubernetes.Tests.Client;

/// <summary>What is kept of an object while it arrives, in pieces of any size.</summary>
public sealed class ReadingTests
{
    private const string Pod = """
        {"metadata":{"name":"a-1","namespace":"shop","uid":"u","resourceVersion":"7","generation":3,"creationTimestamp":"2026-01-02T03:04:05Z",
          "deletionTimestamp":null,"labels":{"app":"a","quoted\"key":"väl\u00fce"},
          "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"big\":[1,2]}","example.com/a.b":"kept"},
          "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"a","uid":"o","controller":true,"blockOwnerDeletion":true}],
          "managedFields":[{"manager":"kubelet","fieldsV1":{"f:status":{"f:conditions":{".":{}}}}}]},
         "spec":{"nodeName":"n1","containers":[{"name":"c","image":"i","env":[{"name":"E","value":"{[,]}"}],"ports":[{"containerPort":80}]}],"volumes":[]},
         "status":{"podIP":"10.0.0.1","conditions":[]}}
        """;

    [Fact]
    public async Task An_object_is_kept_whole_but_for_managed_fields_and_what_was_last_applied()
    {
        var read = await ReadAsync(Pod, FieldTrim.None);
        Same("""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a-1","namespace":"shop","uid":"u","resourceVersion":"7","generation":3,
              "creationTimestamp":"2026-01-02T03:04:05Z","deletionTimestamp":null,"labels":{"app":"a","quoted\"key":"välüe"},"annotations":{"example.com/a.b":"kept"},
              "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"a","uid":"o","controller":true,"blockOwnerDeletion":true}]},
             "spec":{"nodeName":"n1","containers":[{"name":"c","image":"i","env":[{"name":"E","value":"{[,]}"}],"ports":[{"containerPort":80}]}],"volumes":[]},
             "status":{"podIP":"10.0.0.1","conditions":[]}}
            """, read);
    }

    [Fact]
    public async Task The_metadata_is_read_on_the_way()
    {
        var metadata = (await ReadAsync(Pod, FieldTrim.None)).Metadata;
        Assert.Equal(("shop", "a-1", "u", "7", 3L), (metadata.Namespace, metadata.Name, metadata.Uid, metadata.ResourceVersion, metadata.Generation));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), metadata.Created);
        Assert.Null(metadata.Deleted);
        Assert.Equal(new StringMap([KeyValuePair.Create("quoted\"key", "välüe"), KeyValuePair.Create("app", "a")]), metadata.Labels);
        Assert.Equal("kept", Assert.Single(metadata.Annotations).Value);
        Assert.Equal(new OwnerReference("apps/v1", "ReplicaSet", "a", "o", Controller: true), Assert.Single(metadata.Owners));
        Assert.Equal("shop/a-1", metadata.ToString());
    }

    [Fact]
    public async Task Only_what_is_named_is_kept_lists_are_passed_through()
    {
        var trim = FieldTrim.Keep("spec.nodeName", "spec.containers.ports", "status.podIP").AlsoDrop("metadata.ownerReferences", "metadata.annotations[example.com/a.b]");
        var read = await ReadAsync(Pod, trim);
        Same("""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a-1","namespace":"shop","uid":"u","resourceVersion":"7","generation":3,
              "creationTimestamp":"2026-01-02T03:04:05Z","deletionTimestamp":null,"labels":{"app":"a","quoted\"key":"välüe"},"annotations":{}},
             "spec":{"nodeName":"n1","containers":[{"ports":[{"containerPort":80}]}]},"status":{"podIP":"10.0.0.1"}}
            """, read);
        Assert.Empty(read.Metadata.Owners);
    }

    [Fact]
    public async Task What_is_dropped_is_gone_and_the_rest_is_kept()
    {
        using var read = JsonDocument.Parse((await ReadAsync(Pod, FieldTrim.Drop("spec.containers.env", "status"))).Json);
        Assert.False(read.RootElement.TryGetProperty("status", out _));
        Assert.Equal(["name", "image", "ports"], read.RootElement.GetProperty("spec").GetProperty("containers")[0].EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task A_body_may_come_in_pieces_of_any_size()
    {
        var whole = await ReadAsync(Pod, FieldTrim.None);
        for (var size = 1; size < 40; size++)
        {
            var read = await ReadAsync(Pod, FieldTrim.None, size);
            Assert.Equal(Encoding.UTF8.GetString(whole.Json.Span), Encoding.UTF8.GetString(read.Json.Span));
            Assert.Equal(whole.Metadata with { Owners = [] }, read.Metadata with { Owners = [] });
        }
    }

    [Fact]
    public async Task A_list_is_read_object_by_object_whatever_the_order_of_its_fields()
    {
        foreach (var json in (string[])
                 [
                     $$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"9","continue":"more","remainingItemCount":3},"items":[{{Pod}},{{Pod}}]}""",
                     $$"""{"items":[{{Pod}},{{Pod}}],"metadata":{"continue":"more","resourceVersion":"9"},"extra":[{"a":[{}]}],"kind":"PodList"}""",
                 ])
        {
            foreach (var size in (int[])[1, 7, 100_000])
            {
                var list = await ListAsync(json, size);
                Assert.Equal(2, list.Items.Length);
                Assert.Equal(("9", "more"), (list.ResourceVersion, list.Continue));
            }
        }
    }

    [Theory]
    [InlineData("""{"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[]}""")]
    [InlineData("""{"kind":"PodList","metadata":{"resourceVersion":"9","continue":""},"items":null}""")]
    public async Task An_empty_list_may_say_so_in_two_ways(string json)
    {
        var list = await ListAsync(json, 10);
        Assert.Empty(list.Items);
        Assert.Null(list.Continue);
    }

    [Theory]
    [InlineData("""{"kind":"Status","message":"not a list"}""")]
    [InlineData("""{"items":[{"metadata":""")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task What_is_no_list_is_an_error(string body) => await Assert.ThrowsAnyAsync<JsonException>(() => ListAsync(body, 5));

    [Fact]
    public async Task A_watch_is_read_value_by_value_with_and_without_line_breaks()
    {
        var body = "{\"type\":\"ADDED\",\"object\":" + Pod + "}{\"object\":" + Pod + ",\"type\":\"DELETED\"}\n {\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"12\"}}}\n";
        foreach (var size in (int[])[1, 64, 100_000])
        {
            var reader = new WatchReader(FakeKinds.Pods, FieldTrim.None, new StringPool());
            await FeedAsync(body, reader, size, many: true);
            var events = new List<WatchEvent>();
            while (reader.TryTake(out var @event))
                events.Add(@event);
            Assert.Equal([WatchEventType.Added, WatchEventType.Deleted, WatchEventType.Bookmark], events.Select(e => e.Type));
            Assert.Equal("12", events[2].Object.Metadata.ResourceVersion);
        }
    }

    [Fact]
    public async Task A_watch_that_ends_in_the_middle_of_an_event_is_an_error()
    {
        var reader = new WatchReader(FakeKinds.Pods, FieldTrim.None, new StringPool());
        await Assert.ThrowsAnyAsync<JsonException>(() => FeedAsync("""{"type":"ADDED","object":{"metadata":{}}""", reader, 16, many: true));
    }

    [Fact]
    public async Task Ten_thousand_pods_that_nobody_reads_whole_take_little_memory()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"metadata":{"resourceVersion":"1"},"items":[{{string.Join(',', Enumerable.Repeat(Pod, 10_000))}}]}""");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var reader = new ListReader(FakeKinds.Pods, FieldTrim.Keep("spec.nodeName", "status.podIP").AlsoDrop("metadata.ownerReferences"), new StringPool());
        await FeedAsync(body, reader, 16_384, many: false);
        var list = reader.Take();
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(10_000, list.Items.Length);
        Assert.InRange(kept, 0, 15_000_000);
        GC.KeepAlive(body);
    }

    private static async Task<KubeObject> ReadAsync(string json, FieldTrim trim, int pieces = 100_000)
    {
        var reader = new SingleReader(FakeKinds.Pods, trim, new StringPool());
        await FeedAsync(json, reader, pieces, many: false);
        return reader.Take();
    }

    private static async Task<KubeList> ListAsync(string json, int pieces)
    {
        var reader = new ListReader(FakeKinds.Pods, FieldTrim.None, new StringPool());
        await FeedAsync(json, reader, pieces, many: false);
        return reader.Take();
    }

    private static Task FeedAsync(string json, ITokenConsumer consumer, int pieces, bool many) => FeedAsync(Encoding.UTF8.GetBytes(json), consumer, pieces, many);

    private static async Task FeedAsync(byte[] body, ITokenConsumer consumer, int pieces, bool many)
    {
        await using var pipe = new JsonPipe(new PieceStream(body, pieces), consumer, many);
        while (await pipe.AdvanceAsync(default))
        {
            // Until the end of the body.
        }
    }

    private static void Same(string expected, KubeObject read)
    {
        using var wanted = JsonDocument.Parse(expected);
        using var got = JsonDocument.Parse(read.Json);
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, got.RootElement), got.RootElement.GetRawText());
    }
}
