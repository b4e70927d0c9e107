using System.Text.Json;
using MeshControl.Cli.Commands;

namespace MeshControl.Cli.Targets;

/// <summary>A document saved earlier from an Envoy's admin port; "-" is standard input.</summary>
internal sealed class FileTarget(string path, Func<Stream> openInput) : IProxyTarget
{
    public string Description => path == "-" ? "standard input" : path;

    public async Task<JsonDocument> ReadAsync(ProxyDocument document, CancellationToken cancellation)
    {
        try
        {
            await using var stream = path == "-" ? openInput() : File.OpenRead(path);
            return await JsonDocument.ParseAsync(stream, default, cancellation);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"no such file: {path}; save a dump with: curl 'localhost:15000/config_dump?include_eds' > {path}", missing);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new CommandException($"cannot read {path}: {(Directory.Exists(path) ? "it is a folder" : denied.Message)}", denied);
        }
        catch (JsonException broken)
        {
            throw new CommandException($"{Description} is not JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}); an Envoy config dump is expected", broken);
        }
    }
}
