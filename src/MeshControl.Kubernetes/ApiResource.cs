namespace MeshControl.Kubernetes;

/// <summary>A kind as the API server serves it. <paramref name="Group"/> is empty for the core group; <paramref name="Plural"/> is the name in paths.</summary>
public sealed record ApiResource(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    /// <summary>As manifests write it: <c>v1</c>, <c>networking.istio.io/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The path of its collection, in one namespace or (null) in all of them.</summary>
    public string CollectionPath(string? @namespace) =>
        (Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}")
        + (Namespaced && @namespace is not null ? $"/namespaces/{@namespace}" : "")
        + $"/{Plural}";
}
