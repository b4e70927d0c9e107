using MeshControl.Model.Proxies;

namespace MeshControl.Cli.Commands.Render;

/// <summary>Reads proxies as people name them: `sidecar:POD.NAMESPACE`, `router:POD.NAMESPACE`, or the two words of a proxies file.</summary>
internal static class ProxyName
{
    public static PodProxy Parse(string text)
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

        return new PodProxy(type.Value, parts[1][..dot], parts[1][(dot + 1)..]);
    }

    /// <summary>One proxy a line; empty lines and lines that start with # are passed over.</summary>
    public static IEnumerable<PodProxy> ReadFile(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new CommandException($"there is no file {file}; --proxies takes a file with one 'sidecar POD.NAMESPACE' a line");
        }

        return File.ReadLines(file.FullName).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Parse).ToList();
    }
}
