namespace MeshControl.Testing.Kubernetes;

/// <summary>A request as RBAC sees it; <paramref name="Resource"/> is <c>plural</c> or <c>plural/subresource</c>, namespace and name are empty for all.</summary>
public sealed record RecordedRequest(string Verb, string Group, string Resource, string Namespace, string Name)
{
    /// <summary>The query as it was sent, for tests of selectors and versions.</summary>
    public string Query { get; init; } = "";

    public string? Token { get; init; }

    /// <summary>The subject of the client's certificate.</summary>
    public string? ClientCertificate { get; init; }

    public string? ContentType { get; init; }
}
