using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Kubernetes.Client;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Kubernetes.Tests.Client;

/// <summary>Each call of <see cref="KubeApi"/>, the same whether the API server is real or fake.</summary>
public abstract class ApiTests
{
    private static readonly ApplyOptions Mine = new("meshcontrol");
    private static readonly ApiResource Deployments = FakeKinds.Deployments;

    protected abstract KubeApi Api { get; }

    protected async Task An_object_is_made_read_changed_and_deleted()
    {
        var ns = await NamespaceAsync();
        var made = await Api.CreateAsync(FakeKinds.ConfigMaps, ns, ConfigMap("a", "1"), default);
        Assert.Equal((ns, "a"), (made.Metadata.Namespace, made.Metadata.Name));
        Assert.NotEmpty(made.Metadata.Uid);
        Assert.DoesNotContain("managedFields", Text(made));

        var patched = await Api.PatchAsync(FakeKinds.ConfigMaps, ns, "a", PatchType.Merge, Utf8("""{"data":{"value":"2","more":"x"}}"""), default);
        Assert.NotEqual(made.Metadata.ResourceVersion, patched.Metadata.ResourceVersion);
        await Api.PatchAsync(FakeKinds.ConfigMaps, ns, "a", PatchType.Json, Utf8("""[{"op":"remove","path":"/data/more"}]"""), default);
        var read = await Api.GetAsync(FakeKinds.ConfigMaps, ns, "a", default);
        Assert.Equal("""{"value":"2"}""", Parse(read!)["data"]!.ToJsonString());

        Assert.True(await Api.DeleteAsync(FakeKinds.ConfigMaps, ns, "a", default));
        Assert.False(await Api.DeleteAsync(FakeKinds.ConfigMaps, ns, "a", default));
        Assert.Null(await Api.GetAsync(FakeKinds.ConfigMaps, ns, "a", default));
    }

    protected async Task A_replacement_of_an_older_version_is_a_conflict()
    {
        var ns = await NamespaceAsync();
        var first = await Api.CreateAsync(FakeKinds.ConfigMaps, ns, ConfigMap("a", "1"), default);
        var json = Parse(first);
        json["data"]!["value"] = "2";
        await Api.ReplaceAsync(FakeKinds.ConfigMaps, ns, "a", Utf8(json.ToJsonString()), default);
        var failure = await Assert.ThrowsAsync<KubeApiException>(() => Api.ReplaceAsync(FakeKinds.ConfigMaps, ns, "a", Utf8(json.ToJsonString()), default));
        Assert.True(failure.IsConflict);
        Assert.Contains("has been modified", failure.Message);
    }

    protected async Task What_is_there_already_cannot_be_created()
    {
        var ns = await NamespaceAsync();
        await Api.CreateAsync(FakeKinds.ConfigMaps, ns, ConfigMap("a", "1"), default);
        var failure = await Assert.ThrowsAsync<KubeApiException>(() => Api.CreateAsync(FakeKinds.ConfigMaps, ns, ConfigMap("a", "1"), default));
        Assert.Equal((409, "AlreadyExists"), (failure.Status, failure.Reason));
    }

    protected async Task Apply_owns_its_fields_and_takes_back_what_it_no_longer_names()
    {
        var ns = await NamespaceAsync();
        await Api.ApplyAsync(FakeKinds.ConfigMaps, ns, "a", ConfigMap("a", "1", "mine"), Mine, default);
        await Api.ApplyAsync(FakeKinds.ConfigMaps, ns, "a", Utf8("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"theirs":"x"}}"""), new ApplyOptions("other"), default);
        var now = await Api.ApplyAsync(FakeKinds.ConfigMaps, ns, "a", ConfigMap("a", "2"), Mine, default);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"value":"2","theirs":"x"}"""), Parse(now)["data"]), Text(now));
    }

    protected async Task Apply_of_anothers_field_is_a_conflict_unless_forced()
    {
        var ns = await NamespaceAsync();
        await Api.ApplyAsync(FakeKinds.ConfigMaps, ns, "a", ConfigMap("a", "1"), Mine, default);
        var failure = await Assert.ThrowsAsync<KubeApiException>(() => Api.ApplyAsync(FakeKinds.ConfigMaps, ns, "a", ConfigMap("a", "2"), new ApplyOptions("other"), default));
        Assert.True(failure.IsConflict);
        var forced = await Api.ApplyAsync(FakeKinds.ConfigMaps, ns, "a", ConfigMap("a", "2"), new ApplyOptions("other", Force: true), default);
        Assert.Equal("2", Parse(forced)["data"]!["value"]!.GetValue<string>());
    }

    protected async Task Apply_of_the_same_changes_nothing()
    {
        var ns = await NamespaceAsync();
        var first = await Api.ApplyAsync(FakeKinds.ConfigMaps, ns, "a", ConfigMap("a", "1"), Mine, default);
        var second = await Api.ApplyAsync(FakeKinds.ConfigMaps, ns, "a", ConfigMap("a", "1"), Mine, default);
        Assert.Equal(first.Metadata.ResourceVersion, second.Metadata.ResourceVersion);
    }

    protected async Task A_dry_run_leaves_nothing_behind()
    {
        var ns = await NamespaceAsync();
        await Api.CreateAsync(FakeKinds.ConfigMaps, ns, ConfigMap("a", "1"), default, dryRun: true);
        await Api.ApplyAsync(FakeKinds.ConfigMaps, ns, "a", ConfigMap("a", "1"), Mine with { DryRun = true }, default);
        Assert.Null(await Api.GetAsync(FakeKinds.ConfigMaps, ns, "a", default));
    }

    protected async Task A_status_is_applied_apart_from_the_rest()
    {
        var ns = await NamespaceAsync();
        var made = await Api.ApplyAsync(Deployments, ns, "a", Utf8("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"spec":{"replicas":1,"selector":{"matchLabels":{"app":"a"}},
              "template":{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}
            """), Mine, default);
        var applied = await Api.ApplyStatusAsync(Deployments, ns, "a", Utf8("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"spec":{"replicas":5},
              "status":{"observedGeneration":1,"conditions":[{"type":"Available","status":"True","reason":"Fine"}]}}
            """), Mine with { Force = true }, default);
        var json = Parse(applied);
        Assert.Equal(1, json["spec"]!["replicas"]!.GetValue<int>());
        Assert.Equal("Fine", json["status"]!["conditions"]![0]!["reason"]!.GetValue<string>());
        Assert.Equal(made.Metadata.Generation, applied.Metadata.Generation);
    }

    protected async Task Pages_make_the_whole_list()
    {
        var ns = await NamespaceAsync();
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
            await Api.CreateAsync(FakeKinds.ConfigMaps, ns, ConfigMap(name, "1", labels: true), default);
        var names = new List<string>();
        var pages = 0;
        await foreach (var page in Api.ListAllAsync(FakeKinds.ConfigMaps, new ListOptions { Namespace = ns, LabelSelector = "suite=api", Limit = 2 }, default))
        {
            pages++;
            names.AddRange(page.Items.Select(item => item.Metadata.Name));
        }

        Assert.Equal(["a", "b", "c", "d", "e"], names);
        Assert.Equal(3, pages);
    }

    protected async Task A_watch_tells_what_happens_after_the_list()
    {
        var ns = await NamespaceAsync();
        var list = await Api.ListAsync(FakeKinds.ConfigMaps, new ListOptions { Namespace = ns, LabelSelector = "suite=api" }, default);
        await Api.CreateAsync(FakeKinds.ConfigMaps, ns, ConfigMap("a", "1", labels: true), default);
        await Api.PatchAsync(FakeKinds.ConfigMaps, ns, "a", PatchType.Merge, Utf8("""{"data":{"value":"2"}}"""), default);
        await Api.DeleteAsync(FakeKinds.ConfigMaps, ns, "a", default);
        var seen = new List<WatchEventType>();
        var options = new WatchOptions { Namespace = ns, LabelSelector = "suite=api", ResourceVersion = list.ResourceVersion, Timeout = TimeSpan.FromSeconds(60) };
        await foreach (var @event in Api.WatchAsync(FakeKinds.ConfigMaps, options, default))
        {
            Assert.Equal("ConfigMap", Parse(@event.Object)["kind"]!.GetValue<string>());
            seen.Add(@event.Type);
            if (@event.Type == WatchEventType.Deleted)
                break;
        }

        Assert.Equal([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted], seen);
    }

    protected async Task A_kind_that_is_not_served_says_404()
    {
        var nowhere = new ApiResource("nowhere.example.com", "v1", "things", "Thing", Namespaced: true);
        var failure = await Assert.ThrowsAsync<KubeApiException>(() => Api.ListAsync(nowhere, ListOptions.All, default));
        Assert.True(failure.IsNotFound);
        Assert.False(await Api.IsServedAsync(nowhere, default));
        Assert.Empty(await Api.GetServedAsync("nowhere.example.com", "v1", default));
    }

    protected async Task Discovery_names_what_is_served()
    {
        Assert.True(await Api.IsServedAsync(FakeKinds.Pods, default));
        Assert.True(await Api.IsServedAsync(FakeKinds.Leases, default));
        var served = await Api.GetServedAsync("apps", "v1", default);
        Assert.Contains("watch", Assert.Single(served, resource => resource.Resource == FakeKinds.Deployments).Verbs);
        Assert.StartsWith("v", (await Api.GetVersionAsync(default)).GitVersion);
    }

    protected async Task We_may_ask_what_we_may()
    {
        var answer = await Api.SelfCheckAsync(new AccessCheck("patch", FakeKinds.MutatingWebhooks, Name: "mesh"), default);
        Assert.True(answer.Allowed);
    }

    protected async Task A_token_that_nobody_issued_is_not_authenticated()
    {
        var review = await Api.ReviewTokenAsync("nonsense", ImmutableArray.Create("istio-ca"), default);
        Assert.False(review.Authenticated);
        Assert.NotEmpty(review.Error!);
    }

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    protected async Task<string> NamespaceAsync()
    {
        var name = $"api-{Guid.NewGuid():N}";
        await Api.CreateAsync(FakeKinds.Namespaces, null, Utf8($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{name}}}"}}"""), default);
        return name;
    }

    /// <summary>Every case, by name.</summary>
    public static IEnumerable<object[]> Cases => typeof(ApiTests)
        .GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName && method.Name.Contains('_') && method.GetParameters().Length == 0)
        .Select(method => new object[] { method.Name });

    protected Task RunAsync(string @case) =>
        (Task)typeof(ApiTests).GetMethod(@case, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.Invoke(this, [])!;

    private static byte[] ConfigMap(string name, string value, string? more = null, bool labels = false)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["data"] = new JsonObject { ["value"] = value },
        };
        if (more is not null)
            json["data"]!["more"] = more;
        if (labels)
            json["metadata"]!["labels"] = new JsonObject { ["suite"] = "api" };
        return Utf8(json.ToJsonString());
    }

    private static string Text(KubeObject read) => Encoding.UTF8.GetString(read.Json.Span);

    private static JsonNode Parse(KubeObject read) => JsonNode.Parse(read.Json.Span)!;
}
