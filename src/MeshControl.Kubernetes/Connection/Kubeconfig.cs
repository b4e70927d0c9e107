using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MeshControl.Kubernetes.Connection;

/// <summary>One or several kubeconfig files read as one: the first to name a cluster, user, context or current context wins.</summary>
internal sealed class Kubeconfig
{
    private readonly List<(string Section, string Name, KubeconfigEntry Entry)> _entries = [];

    private Kubeconfig(string description) => Description = description;

    /// <summary>The files, for messages.</summary>
    public string Description { get; }

    public string? CurrentContext { get; private set; }

    public static Kubeconfig Load(string? path)
    {
        var files = path is not null ? [path] : DefaultFiles();
        var merged = new Kubeconfig(string.Join(':', files));
        var found = false;
        foreach (var file in files)
        {
            // Files of a list may be missing; one that was asked for by name may not.
            if (path is null && !File.Exists(file))
                continue;
            merged.Add(file);
            found = true;
        }

        return found ? merged : throw new KubeconfigException($"no kubeconfig: {merged.Description} does not exist; give --kubeconfig or set KUBECONFIG");
    }

    public IEnumerable<string> Names(string section) => _entries.Where(entry => entry.Section == section).Select(entry => entry.Name);

    public KubeconfigEntry? Find(string section, string name) => _entries.Find(entry => entry.Section == section && entry.Name == name).Entry;

    private static string[] DefaultFiles() =>
        Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } list
            ? list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];

    private void Add(string file)
    {
        YamlMappingNode root;
        try
        {
            using var text = File.OpenText(file);
            var yaml = new YamlStream();
            yaml.Load(text);
            if (yaml.Documents.Count == 0)
                return;
            root = yaml.Documents[0].RootNode as YamlMappingNode ?? throw new KubeconfigException($"{file}: not a kubeconfig");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or YamlException)
        {
            throw new KubeconfigException($"{file}: {failure.Message}", failure);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var top = new KubeconfigEntry(root, folder);
        CurrentContext ??= top["current-context"];
        foreach (var (section, item) in new[] { ("clusters", "cluster"), ("users", "user"), ("contexts", "context") })
        {
            foreach (var named in top.Items(section))
            {
                if (named["name"] is { } name && Find(section, name) is null)
                    _entries.Add((section, name, named.Child(item) ?? new KubeconfigEntry([], folder)));
            }
        }
    }
}
