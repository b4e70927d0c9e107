using System.Text.Json.Nodes;
using MeshControl.Generation.Injection;
using MeshControl.Generation.Injection.Patching;

namespace MeshControl.Generation.Tests.Injection;

/// <summary>What holds of every pod, however it is written.</summary>
public sealed class RepetitionTests
{
    public static TheoryData<string> Injected => [.. PodShape.Names.Where(name => PodShape.Read(name).Inject().Pod is not null)];

    [Theory]
    [MemberData(nameof(Injected))]
    public void Injecting_twice_is_injecting_once(string name)
    {
        var shape = PodShape.Read(name);
        var once = shape.Inject().Pod!;

        var twice = SidecarInjector.Inject(shape.Request(once));

        Assert.Empty(twice.Errors);
        Assert.True(JsonNode.DeepEquals(once, twice.Pod), JsonPatch.Between(once, twice.Pod).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Injected))]
    public void The_patch_makes_the_injected_pod_of_the_original(string name)
    {
        var shape = PodShape.Read(name);
        var original = shape.Pod.ToJsonString();
        var injected = shape.Inject().Pod!;

        var patched = PatchedJson.Apply(shape.Pod, JsonPatch.Between(shape.Pod, injected));

        Assert.True(JsonNode.DeepEquals(injected, patched));
        Assert.Equal(original, shape.Pod.ToJsonString());
        Assert.Empty(JsonPatch.Between(injected, patched));
    }

    [Theory]
    [MemberData(nameof(Injected))]
    public void The_order_of_labels_and_annotations_changes_nothing_but_their_order(string name)
    {
        var shape = PodShape.Read(name);
        var turned = (JsonObject)shape.Pod.DeepClone();
        foreach (var field in new[] { "labels", "annotations" })
        {
            if (turned["metadata"]![field] is JsonObject map)
            {
                turned["metadata"]![field] = new JsonObject(map.Reverse().Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));
            }
        }

        Assert.True(JsonNode.DeepEquals(shape.Inject().Pod, SidecarInjector.Inject(shape.Request(turned)).Pod));
    }

    [Theory]
    [MemberData(nameof(Injected))]
    public void The_status_names_exactly_what_was_added(string name)
    {
        var shape = PodShape.Read(name);
        var injected = shape.Inject().Pod!;
        var status = JsonNode.Parse(injected.Annotation("sidecar.istio.io/status")!)!;

        foreach (var list in new[] { "initContainers", "containers", "volumes", "imagePullSecrets" })
        {
            var before = shape.Pod.Containers(list).Select(item => item["name"]!.ToString()).Where(item => item != "istio-proxy");
            var after = injected.Containers(list).Select(item => item["name"]!.ToString());
            Assert.Equal(after.Except(before), (status[list] as JsonArray ?? []).Select(item => item!.ToString()));
        }
    }

    [Fact]
    public void A_record_that_no_injector_wrote_is_refused()
    {
        var shape = PodShape.Read("plain");
        shape.Pod["metadata"]!["annotations"] = new JsonObject { ["sidecar.istio.io/status"] = "injected" };

        Assert.Contains("sidecar.istio.io/status", Assert.Single(shape.Inject().Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_was_injected_under_other_settings_gets_the_new_ones()
    {
        var before = PodShape.Read("native-by-values").Inject().Pod!;

        var after = SidecarInjector.Inject(PodShape.Read("hold-beside-own-prestop").Request(before)).Pod!;

        Assert.Equal(["istio-proxy", "app"], after.ContainerNames("containers"));
        Assert.Equal(["istio-init"], after.ContainerNames("initContainers"));
    }
}
