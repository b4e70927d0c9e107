using MeshControl.Kubernetes;
using Microsoft.AspNetCore.Http;

namespace MeshControl.Testing.Kubernetes;

/// <summary>A path of the resource API taken apart.</summary>
internal sealed record FakeRequest(string Group, string Version, string Plural, string Namespace, string Name, string Subresource)
{
    /// <summary>Null for paths that name no resource (discovery, health, version).</summary>
    public static FakeRequest? Parse(string path)
    {
        var parts = path.Trim('/').Split('/');
        return parts switch
        {
            ["api", var version, .. var rest] => Parse("", version, rest),
            ["apis", var group, var version, .. var rest] => Parse(group, version, rest),
            _ => null,
        };
    }

    public RecordedRequest ToRecord(HttpContext context)
    {
        var watch = context.Request.Query["watch"].ToString() is "1" or "true";
        var verb = context.Request.Method switch
        {
            "GET" => watch ? "watch" : Name.Length == 0 ? "list" : "get",
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => Name.Length == 0 ? "deletecollection" : "delete",
            var other => other,
        };
        var authorization = context.Request.Headers.Authorization.ToString();
        return new RecordedRequest(verb, Group, Subresource.Length == 0 ? Plural : $"{Plural}/{Subresource}", Namespace, Name)
        {
            Query = context.Request.QueryString.Value ?? "",
            Token = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization[7..] : null,
            ClientCertificate = context.Connection.ClientCertificate?.Subject,
            ContentType = context.Request.ContentType,
        };
    }

    public bool Matches(ApiResource resource) => resource.Group == Group && resource.Version == Version && resource.Plural == Plural;

    private static FakeRequest? Parse(string group, string version, string[] rest) => rest switch
    {
        // A namespace itself (and its status) is an object; what follows it is in the namespace.
        ["namespaces", var ns, var plural, .. var more] when plural is not ("status" or "finalize") =>
            new FakeRequest(group, version, plural, ns, more.ElementAtOrDefault(0) ?? "", more.ElementAtOrDefault(1) ?? ""),
        [{ Length: > 0 } plural, .. var more] => new FakeRequest(group, version, plural, "", more.ElementAtOrDefault(0) ?? "", more.ElementAtOrDefault(1) ?? ""),
        _ => null,
    };
}
