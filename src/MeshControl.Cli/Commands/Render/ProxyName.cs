using MeshControl.Model.Proxies;

namespace MeshControl.Cli.Commands.Render;

/// <summary>A proxy as people name it: `sidecar:POD.NAMESPACE`, `router:POD.NAMESPACE`, or the two words of a proxies file.</summary>
internal sealed record ProxyName(ProxyType Type, string Pod, string Namespace)
{
    public string Id => $"{Pod}.{Namespace}";

    public static ProxyName Parse(string text)
    {
        var parts = text.Split([':', ' ', '\t'], 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var type = parts.Length != 2 ? null : parts[0] switch
        {
            "sidecar" => ProxyType.Sidecar,
            "router" => (ProxyType?)ProxyType.Router,
            _ => null,
        };
        // Pod names may hold dots, namespaces may not.
        var dot = parts.Length == 2 ? parts[1].LastIndexOf('.') : -1;
        if (type is null || dot <= 0 || dot == parts[1].Length - 1)
        {
            throw new CommandException($"'{text}' does not name a proxy; write sidecar:POD.NAMESPACE or router:POD.NAMESPACE");
        }

        return new ProxyName(type.Value, parts[1][..dot], parts[1][(dot + 1)..]);
    }

    /// <summary>One proxy a line; empty lines and lines that start with # are passed over.</summary>
    public static IEnumerable<ProxyName> ReadFile(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new CommandException($"there is no file {file}; --proxies takes a file with one 'sidecar POD.NAMESPACE' a line");
        }

        return File.ReadLines(file.FullName).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Parse).ToList();
    }
}
