namespace MeshControl.Testing.Kubernetes;

/// <summary>A real kube-apiserver and etcd: the folder MESHCONTROL_KUBE_TEST_BIN, else <c>~/.cache/kube-test</c>.</summary>
public static class KubeTestBinaries
{
    /// <summary>The folder that holds both, or null.</summary>
    public static string? Folder { get; } = Find();

    public static string? MissingReason { get; } =
        Folder is null ? "needs kube-apiserver and etcd (set MESHCONTROL_KUBE_TEST_BIN, or put them into ~/.cache/kube-test)" : null;

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("MESHCONTROL_KUBE_TEST_BIN") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "kube-test");
        return File.Exists(Path.Combine(folder, "kube-apiserver")) && File.Exists(Path.Combine(folder, "etcd")) ? folder : null;
    }
}
