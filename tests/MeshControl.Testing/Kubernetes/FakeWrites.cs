using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MeshControl.Kubernetes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>What the API server does to an object on its way into the store: names it, counts its generations, keeps status and the rest apart.</summary>
internal sealed class FakeWrites(FakeStore store)
{
    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> Nobody = ImmutableDictionary<string, ImmutableHashSet<string>>.Empty;

    private int _uid;

    /// <summary>Stores the object as it is, status included, whoever may have changed it before.</summary>
    public StoredObject Put(ApiResource resource, JsonObject json) => Change(resource, Namespace(json), Name(json), dryRun: false, old => Finish(old, json, Nobody))!;

    public StoredObject Create(ApiResource resource, string @namespace, JsonObject json, bool dryRun)
    {
        json.Remove("status");
        var metadata = Metadata(json);
        if (resource.Namespaced)
            metadata["namespace"] = @namespace;
        if (metadata["name"] is null)
            metadata["name"] = $"{metadata["generateName"] ?? throw Invalid("name or generateName is required")}{Interlocked.Increment(ref _uid):x5}";
        return Change(resource, Namespace(json), Name(json), dryRun, old =>
            old is null ? Finish(null, json, Nobody) : throw Conflict("AlreadyExists", $"{resource.Plural} \"{Name(json)}\" already exists"))!;
    }

    public StoredObject Update(ApiResource resource, FakeRequest request, JsonObject json, bool dryRun) => Change(resource, request.Namespace, request.Name, dryRun, old =>
    {
        CheckVersion(old, json);
        return Finish(old, Confined(request, old!.Json, json), old.Owned);
    })!;

    public StoredObject Patch(ApiResource resource, FakeRequest request, Func<JsonObject, JsonObject> patch, bool dryRun) =>
        Change(resource, request.Namespace, request.Name, dryRun, old =>
        {
            if (old is null)
                throw Missing(resource, request);
            var patched = patch(old.Json);
            CheckVersion(old, patched);
            return Finish(old, Confined(request, old.Json, patched), old.Owned);
        })!;

    public StoredObject Apply(ApiResource resource, FakeRequest request, JsonObject json, string manager, bool force, bool dryRun) =>
        Change(resource, request.Namespace, request.Name, dryRun, old =>
        {
            if (manager.Length == 0)
                throw Invalid("fieldManager is required for apply patch");
            if (request.Subresource.Length > 0 && old is null)
                throw Missing(resource, request);
            var status = json["status"];
            var wanted = new JsonObject();
            foreach (var (name, value) in json.Where(field => field.Key is not ("apiVersion" or "kind")))
            {
                if (name == "metadata" && request.Subresource.Length == 0)
                    wanted["metadata"] = new JsonObject(value!.AsObject().Where(f => f.Key is "labels" or "annotations").Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone())));
                else if (request.Subresource.Length == 0 ? name != "status" && name != "metadata" : name == "status")
                    wanted[name] = value?.DeepClone();
            }

            if (wanted["metadata"] is JsonObject { Count: 0 })
                wanted.Remove("metadata");
            // Who applies the whole and who applies the status own different things, whatever they are called.
            var (merged, owned) = FakeApply.Apply(old, wanted, request.Subresource.Length == 0 ? manager : $"{manager}/{request.Subresource}", force);
            var metadata = Metadata(merged);
            metadata["name"] = request.Name;
            if (request.Namespace.Length > 0)
                metadata["namespace"] = request.Namespace;
            return Finish(old, merged, owned);
        })!;

    public StoredObject? Delete(ApiResource resource, string @namespace, string name) => Change(resource, @namespace, name, dryRun: false, _ => null);

    private static JsonObject Confined(FakeRequest request, JsonObject old, JsonObject json)
    {
        var (whole, part) = request.Subresource is "status" or "approval" ? (old, json) : (json, old);
        var made = (JsonObject)whole.DeepClone();
        made.Remove("status");
        if (part["status"] is { } status)
            made["status"] = status.DeepClone();
        return made;
    }

    private StoredObject? Change(ApiResource resource, string @namespace, string name, bool dryRun, Func<StoredObject?, StoredObject?> change)
    {
        var kind = (resource.Group, resource.Plural);
        var key = $"{(resource.Namespaced ? @namespace : "")}/{name}";
        return dryRun ? change(store.Get(kind, key)) : store.Change(kind, key, change);
    }

    private StoredObject Finish(StoredObject? old, JsonObject json, ImmutableDictionary<string, ImmutableHashSet<string>> owned)
    {
        var made = (JsonObject)json.DeepClone();
        made.Remove("apiVersion");
        made.Remove("kind");
        var metadata = Metadata(made);
        var before = old?.Json["metadata"];
        metadata["uid"] = before?["uid"]?.DeepClone() ?? metadata["uid"]?.DeepClone() ?? $"00000000-0000-4000-8000-{Interlocked.Increment(ref _uid):x12}";
        metadata["creationTimestamp"] = before?["creationTimestamp"]?.DeepClone() ?? metadata["creationTimestamp"]?.DeepClone() ?? "2026-01-01T00:00:00Z";
        metadata["resourceVersion"] = before?["resourceVersion"]?.DeepClone() ?? "0";
        metadata["managedFields"] = JsonNode.Parse("""[{"manager":"kubectl","operation":"Update","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:host":{}}}}]""");
        var generation = before?["generation"]?.GetValue<long>() ?? 0;
        metadata["generation"] = old is null || !SameSpec(old.Json, made) ? generation + 1 : generation;
        return new StoredObject(made, 0, owned);
    }

    private static bool SameSpec(JsonObject old, JsonObject made)
    {
        static IEnumerable<KeyValuePair<string, JsonNode?>> Spec(JsonObject json) => json.Where(field => field.Key is not ("metadata" or "status"));
        return Spec(old).Count() == Spec(made).Count() && Spec(old).All(field => JsonNode.DeepEquals(field.Value, made[field.Key]));
    }

    private static void CheckVersion(StoredObject? old, JsonObject json)
    {
        if (old is null)
            throw new FakeAnswerException(FakeAnswer.NotFound(Name(json)));
        if (json["metadata"]?["resourceVersion"]?.GetValue<string>() is { Length: > 0 } version && version != old.Version.ToString())
            throw Conflict("Conflict", $"Operation cannot be fulfilled on \"{old.Name}\": the object has been modified; please apply your changes to the latest version and try again");
    }

    private static JsonObject Metadata(JsonObject json)
    {
        if (json["metadata"] is not JsonObject metadata)
            json["metadata"] = metadata = [];
        return metadata;
    }

    private static string Namespace(JsonObject json) => json["metadata"]?["namespace"]?.GetValue<string>() ?? "";

    private static string Name(JsonObject json) => json["metadata"]?["name"]?.GetValue<string>() ?? throw Invalid("metadata.name is required");

    private static FakeAnswerException Missing(ApiResource resource, FakeRequest request) => new(FakeAnswer.NotFound($"{resource.Plural} \"{request.Name}\""));

    private static FakeAnswerException Conflict(string reason, string message) => new(new FakeAnswer(409, reason, message));

    private static FakeAnswerException Invalid(string message) => new(new FakeAnswer(422, "Invalid", message));
}
