namespace MeshControl.Kubernetes.Client;

/// <summary>The answer of <c>/version</c>.</summary>
internal sealed record VersionBody(string? GitVersion, string? Major, string? Minor)
{
    public ServerVersion ToVersion()
    {
        // Some builds give the whole version only: v1.33.0-vendor.1.
        var parts = (GitVersion ?? "").TrimStart('v').Split('.', '-', '+');
        return new(GitVersion ?? "", Number(Major) ?? Number(parts[0]) ?? 0, Number(Minor) ?? Number(parts.ElementAtOrDefault(1)) ?? 0);
    }

    private static int? Number(string? text) => int.TryParse((text ?? "").TrimEnd('+'), out var number) ? number : null;
}
