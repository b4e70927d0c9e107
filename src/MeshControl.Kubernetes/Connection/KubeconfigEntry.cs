using YamlDotNet.RepresentationModel;

namespace MeshControl.Kubernetes.Connection;

/// <summary>A mapping of a kubeconfig, which knows the folder that its relative paths are relative to.</summary>
internal sealed class KubeconfigEntry(YamlMappingNode node, string folder)
{
    /// <summary>The scalar of that key; null where it is missing or empty.</summary>
    public string? this[string key] => Node(key) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    public bool Flag(string key) => this[key] is "true";

    public KubeconfigEntry? Child(string key) => Node(key) is YamlMappingNode child ? new KubeconfigEntry(child, folder) : null;

    public IEnumerable<KubeconfigEntry> Items(string key) =>
        Node(key) is YamlSequenceNode items ? items.OfType<YamlMappingNode>().Select(item => new KubeconfigEntry(item, folder)) : [];

    public IEnumerable<string> Strings(string key) =>
        Node(key) is YamlSequenceNode items ? items.OfType<YamlScalarNode>().Select(item => item.Value ?? "") : [];

    public string? FilePath(string key) => this[key] is { } path ? Path.Combine(folder, path) : null;

    /// <summary>What stands in <c>key-data</c> in base64, else the text of the file that <c>key</c> names.</summary>
    public string? Text(string key)
    {
        if (this[$"{key}-data"] is { } data)
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(data));
        return FilePath(key) is { } path ? File.ReadAllText(path) : null;
    }

    private YamlNode? Node(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
