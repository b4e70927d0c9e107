using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MeshControl.Kubernetes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>Which kinds a fake API server serves, and what it says about itself.</summary>
internal sealed class FakeDiscovery
{
    private ImmutableList<ApiResource> _served = [.. FakeKinds.BuiltIn];

    public void Serve(ApiResource resource) => ImmutableInterlocked.Update(ref _served, served => served.Contains(resource) ? served : served.Add(resource));

    public void Unserve(ApiResource resource) => ImmutableInterlocked.Update(ref _served, served => served.Remove(resource));

    public ApiResource? Find(FakeRequest request) => _served.Find(request.Matches);

    public ApiResource? Find(string apiVersion, string kind) => _served.Find(resource => resource.ApiVersion == apiVersion && resource.Kind == kind);

    /// <summary>The kinds a CustomResourceDefinition brings.</summary>
    public static IEnumerable<ApiResource> Defined(JsonObject definition)
    {
        var spec = definition["spec"]!;
        return from version in spec["versions"]!.AsArray()
               where version!["served"]?.GetValue<bool>() ?? true
               select new ApiResource(
                   spec["group"]!.GetValue<string>(),
                   version!["name"]!.GetValue<string>(),
                   spec["names"]!["plural"]!.GetValue<string>(),
                   spec["names"]!["kind"]!.GetValue<string>(),
                   spec["scope"]?.GetValue<string>() == "Namespaced");
    }

    /// <summary>The answer for a path that names no object; null where nothing is there.</summary>
    public JsonObject? Answer(string path) => path.Trim('/').Split('/') switch
    {
        ["version"] => new JsonObject { ["major"] = "1", ["minor"] = "33+", ["gitVersion"] = "v1.33.0-fake" },
        ["api"] => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
        ["apis"] => new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. Groups()]) },
        ["api", var version] => Resources("", version),
        ["apis", var group, var version] => Resources(group, version),
        _ => null,
    };

    private IEnumerable<JsonObject> Groups() =>
        from resource in _served
        where resource.Group.Length > 0
        group resource.Version by resource.Group into versions
        select new JsonObject
        {
            ["name"] = versions.Key,
            ["versions"] = new JsonArray([.. versions.Distinct().Select(version => new JsonObject { ["groupVersion"] = $"{versions.Key}/{version}", ["version"] = version })]),
        };

    private JsonObject? Resources(string group, string version)
    {
        var resources = _served.Where(resource => resource.Group == group && resource.Version == version).Select(resource => new JsonObject
        {
            ["name"] = resource.Plural,
            ["singularName"] = resource.Kind.ToLowerInvariant(),
            ["kind"] = resource.Kind,
            ["namespaced"] = resource.Namespaced,
            ["verbs"] = new JsonArray("create", "delete", "get", "list", "patch", "update", "watch"),
        }).ToArray();
        return resources.Length == 0
            ? null
            : new JsonObject { ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}", ["resources"] = new JsonArray(resources) };
    }
}
