using System.Text.Json.Nodes;

namespace MeshControl.Testing.Kubernetes;

/// <summary>TokenReview, SelfSubjectAccessReview and SubjectAccessReview of a fake API server.</summary>
internal static class FakeReviews
{
    public static bool IsReview(RecordedRequest record) => record is
        { Verb: "create", Group: "authentication.k8s.io", Resource: "tokenreviews" } or { Verb: "create", Group: "authorization.k8s.io", Resource: "selfsubjectaccessreviews" or "subjectaccessreviews" };

    public static JsonObject Answer(FakeApiServer server, JsonObject review)
    {
        review["status"] = review["kind"]?.GetValue<string>() == "TokenReview" ? Token(server, review["spec"]!) : Access(server, review["spec"]!["resourceAttributes"]!, review["spec"]!["user"]?.GetValue<string>());
        return review;
    }

    private static JsonObject Token(FakeApiServer server, JsonNode spec)
    {
        var wanted = spec["audiences"]?.AsArray().Select(audience => audience!.GetValue<string>()).ToArray() ?? [];
        if (!server.Tokens.TryGetValue(spec["token"]?.GetValue<string>() ?? "", out var user))
            return new JsonObject { ["authenticated"] = false, ["error"] = "invalid bearer token" };
        var audiences = wanted.Length == 0 ? [.. user.Audiences] : wanted.Where(user.Audiences.Contains).ToArray();
        if (wanted.Length > 0 && audiences.Length == 0)
            return new JsonObject { ["authenticated"] = false, ["error"] = "token audiences do not fit" };
        return new JsonObject
        {
            ["authenticated"] = true,
            ["user"] = new JsonObject { ["username"] = user.Name, ["groups"] = new JsonArray([.. user.Groups.Select(group => JsonValue.Create(group))]) },
            ["audiences"] = new JsonArray([.. audiences.Select(audience => JsonValue.Create(audience))]),
        };
    }

    private static JsonObject Access(FakeApiServer server, JsonNode attributes, string? user)
    {
        string Get(string name) => attributes[name]?.GetValue<string>() ?? "";
        var resource = Get("subresource").Length == 0 ? Get("resource") : $"{Get("resource")}/{Get("subresource")}";
        var asked = new RecordedRequest(Get("verb"), Get("group"), resource, Get("namespace"), Get("name"));
        var allowed = user is null ? server.Allowed?.Invoke(asked) ?? true : server.AllowedTo?.Invoke(user, asked) ?? true;
        return new JsonObject { ["allowed"] = allowed, ["reason"] = allowed ? "the test allows it" : "" };
    }
}
