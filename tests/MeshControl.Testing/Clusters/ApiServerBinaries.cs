namespace MeshControl.Testing.Clusters;

/// <summary>A real kube-apiserver with its etcd, and kubectl: MESHCONTROL_KUBE_BIN, else <c>~/.cache/meshcontrol-kube</c>, else the PATH.</summary>
public static class ApiServerBinaries
{
    private static readonly string[] Folders =
    [
        .. Environment.GetEnvironmentVariable("MESHCONTROL_KUBE_BIN") is { Length: > 0 } set ? [set] : Array.Empty<string>(),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "meshcontrol-kube"),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
    ];

    public static string? ApiServer { get; } = Find("kube-apiserver");

    public static string? Etcd { get; } = Find("etcd");

    public static string? Kubectl { get; } = Find("kubectl");

    public static string? MissingReason { get; } = (ApiServer, Etcd, Kubectl) is (not null, not null, not null)
        ? null
        : "needs kube-apiserver, etcd and kubectl (set MESHCONTROL_KUBE_BIN to their folder, or put them into ~/.cache/meshcontrol-kube or on the PATH)";

    private static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
