namespace MeshControl.Kubernetes.Client;

/// <summary>The answer of <c>/version</c>.</summary>
internal sealed record VersionBody(string? GitVersion, string? Major, string? Minor)
{
    public ServerVersion ToVersion() => new(GitVersion ?? "", Number(Major), Number(Minor));

    private static int Number(string? text) => int.TryParse((text ?? "").TrimEnd('+'), out var number) ? number : 0;
}
