using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MeshControl.Kubernetes.Client;

/// <summary>What one asks an API server besides objects: who is this, may I, what is served, which version.</summary>
public sealed partial class KubeApi
{
    /// <summary>Who a bearer token belongs to, if it is meant for one of the audiences (empty: the API server's own).</summary>
    public async Task<TokenReview> ReviewTokenAsync(string token, ImmutableArray<string> audiences, CancellationToken cancellationToken)
    {
        var question = new ReviewBody("authentication.k8s.io/v1", "TokenReview", new ReviewBody.SpecBody(token, audiences.IsDefaultOrEmpty ? null : audiences));
        var answer = (await AskAsync("/apis/authentication.k8s.io/v1/tokenreviews", question, cancellationToken)).Status;
        var given = answer?.Audiences ?? [];
        // A server that does not know audiences answers none: then nothing says that the token is meant for us.
        var meant = audiences.IsDefaultOrEmpty || audiences.Any(audience => given.Contains(audience));
        return answer is { Authenticated: true } && meant
            ? new TokenReview(true, answer.User?.Username ?? "", answer.User?.Groups ?? [], given, null)
            : new TokenReview(false, "", [], given, answer?.Error is { Length: > 0 } error ? error : meant ? "not authenticated" : "not meant for the audience");
    }

    /// <summary>Whether our own credential may do something (SelfSubjectAccessReview).</summary>
    public Task<AccessAnswer> SelfCheckAsync(AccessCheck check, CancellationToken cancellationToken) =>
        CheckAsync("SelfSubjectAccessReview", new ReviewBody.SpecBody(ResourceAttributes: AttributesOf(check)), cancellationToken);

    /// <summary>Whether somebody else may do something (SubjectAccessReview).</summary>
    public Task<AccessAnswer> CheckAsync(string user, ImmutableArray<string> groups, AccessCheck check, CancellationToken cancellationToken) =>
        CheckAsync("SubjectAccessReview", new ReviewBody.SpecBody(ResourceAttributes: AttributesOf(check), User: user, Groups: groups), cancellationToken);

    private async Task<AccessAnswer> CheckAsync(string kind, ReviewBody.SpecBody spec, CancellationToken cancellationToken)
    {
        var answer = (await AskAsync($"/apis/authorization.k8s.io/v1/{kind.ToLowerInvariant()}s", new ReviewBody("authorization.k8s.io/v1", kind, spec), cancellationToken)).Status;
        return new AccessAnswer(answer?.Allowed ?? false, answer?.Reason ?? "");
    }

    private static ReviewBody.AttributesBody AttributesOf(AccessCheck check) => new(
        check.Verb, check.Resource.Group, check.Resource.Version, check.Resource.Plural, check.Subresource, check.Namespace, check.Name);

    /// <summary>What a group and version serves; empty where it is not served at all.</summary>
    public async Task<ImmutableArray<ServedResource>> GetServedAsync(string group, string version, CancellationToken cancellationToken)
    {
        ResourceListBody served;
        try
        {
            served = await ReadAsync(group.Length == 0 ? $"/api/{version}" : $"/apis/{group}/{version}", ApiJson.Default.ResourceListBody, cancellationToken);
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return [];
        }

        return [.. (served.Resources ?? []).Select(found => new ServedResource(new ApiResource(group, version, found.Name, found.Kind, found.Namespaced), found.Verbs ?? []))];
    }

    /// <summary>Whether the kind can be listed here.</summary>
    public async Task<bool> IsServedAsync(ApiResource resource, CancellationToken cancellationToken) =>
        (await GetServedAsync(resource.Group, resource.Version, cancellationToken)).Any(served => served.Resource.Plural == resource.Plural);

    public async Task<ServerVersion> GetVersionAsync(CancellationToken cancellationToken) =>
        (await ReadAsync("/version", ApiJson.Default.VersionBody, cancellationToken)).ToVersion();

    private async Task<ReviewBody> AskAsync(string path, ReviewBody question, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(question, ApiJson.Default.ReviewBody);
        return await ReadAsync(new ApiRequest(HttpMethod.Post, path, body), ApiJson.Default.ReviewBody, cancellationToken);
    }

    private Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        ReadAsync(new ApiRequest(HttpMethod.Get, path), type, cancellationToken);

    private async Task<T> ReadAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await _sender.SendForBytesAsync(request, cancellationToken);
        return Whole(request, () => JsonSerializer.Deserialize(body, type) ?? throw new JsonException("empty"));
    }
}
