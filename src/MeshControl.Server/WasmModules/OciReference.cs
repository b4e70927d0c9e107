namespace MeshControl.Server.WasmModules;

/// <summary>An image in a registry, as <c>oci://HOST/REPOSITORY:TAG</c> or <c>oci://HOST/REPOSITORY@sha256:DIGEST</c> name it.</summary>
/// <param name="Host">Host and port of the registry.</param>
/// <param name="Repository">Path of the image in it.</param>
/// <param name="Tag">Tag or digest.</param>
internal sealed record OciReference(string Host, string Repository, string Tag)
{
    private const string Scheme = "oci://";
    private const string DefaultHost = "registry-1.docker.io";

    /// <summary>Registries on this machine speak http.</summary>
    public Uri Address(string kind, string name) =>
        new($"{(Host.Split(':')[0] is "localhost" or "127.0.0.1" ? "http" : "https")}://{Host}/v2/{Repository}/{kind}/{name}");

    public static OciReference Parse(string url)
    {
        var name = url[Scheme.Length..];
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        // As docker has it: a first part without a dot or port is no host.
        var hasHost = slash > 0 && (name[..slash].AsSpan().ContainsAny('.', ':') || name[..slash] == "localhost");
        var (host, rest) = hasHost ? (name[..slash], name[(slash + 1)..]) : (DefaultHost, slash < 0 ? $"library/{name}" : name);
        if (host == "docker.io")
        {
            host = DefaultHost;
        }

        var digest = rest.IndexOf('@', StringComparison.Ordinal);
        if (digest > 0)
        {
            return new OciReference(host, rest[..digest].Split(':')[0], rest[(digest + 1)..]);
        }

        var tag = rest.LastIndexOf(':');
        return tag > 0 ? new OciReference(host, rest[..tag], rest[(tag + 1)..]) : new OciReference(host, rest, "latest");
    }
}
