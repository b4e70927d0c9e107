using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MeshControl.Kubernetes.Client;

/// <summary>A TokenReview, or an access review: both are a question in spec and an answer in status.</summary>
internal sealed record ReviewBody(string ApiVersion, string Kind, ReviewBody.SpecBody? Spec, ReviewBody.AnswerBody? Status = null)
{
    internal sealed record SpecBody(string? Token = null, ImmutableArray<string>? Audiences = null, AttributesBody? ResourceAttributes = null, string? User = null, ImmutableArray<string>? Groups = null);

    internal sealed record AttributesBody(
        string Verb, string Group, string Version, string Resource, string? Subresource, [property: JsonPropertyName("namespace")] string? Namespace, string? Name);

    internal sealed record AnswerBody(
        bool Authenticated = false, UserBody? User = null, ImmutableArray<string>? Audiences = null, string? Error = null, bool Allowed = false, string? Reason = null);

    internal sealed record UserBody(string? Username, ImmutableArray<string>? Groups);
}
