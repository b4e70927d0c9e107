using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Tests.WasmModules;

/// <summary>
/// A web server with the module at `/filter.wasm`, and a registry with it in the images `plain:v1` (the module is the layer), `packed:v1` (an archive), and
/// `empty:v1`. The registry wants a token, which `/token` gives.
/// </summary>
internal sealed class ModuleServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, byte[]> _content = new(StringComparer.Ordinal);

    private ModuleServer(WebApplication app)
    {
        _app = app;
        Host = new Uri(app.Urls.First()).Authority;
        _content["/filter.wasm"] = Module;
        _content["/text"] = "hello"u8.ToArray();
        AddImage("plain", "application/vnd.module.wasm.content.layer.v1+wasm", Module);
        AddImage("packed", "application/vnd.oci.image.layer.v1.tar+gzip", Archive("plugin.wasm", Module));
        AddImage("empty", "application/vnd.oci.image.layer.v1.tar+gzip", Archive("README", "no module"u8.ToArray()));
    }

    public static byte[] Module { get; } = "\0asm\u0001\0\0\0"u8.ToArray();

    /// <summary>Host and port.</summary>
    public string Host { get; }

    public bool IsBroken { get; set; }

    /// <summary>The hash of an image's manifest.</summary>
    public string DigestOf(string image) => HashOf(_content[$"/v2/filters/{image}/manifests/v1"]);

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static async Task<ModuleServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        ModuleServer? server = null;
        app.Run(context => server!.AnswerAsync(context));
        await app.StartAsync();
        return server = new ModuleServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (IsBroken)
        {
            response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else if (request.Path == "/token")
        {
            await response.WriteAsync($"{{\"token\":\"for {request.Query["scope"]}\"}}");
        }
        else if (request.Path.StartsWithSegments("/v2") && !request.Headers.Authorization.ToString().StartsWith("Bearer for repository:filters/", StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers.WWWAuthenticate = $"Bearer realm=\"http://{Host}/token\",service=\"registry\"";
        }
        else if (_content.TryGetValue(request.Path.Value!, out var bytes))
        {
            await response.Body.WriteAsync(bytes);
        }
        else
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private void AddImage(string name, string mediaType, byte[] layer)
    {
        var digest = $"sha256:{HashOf(layer)}";
        _content[$"/v2/filters/{name}/blobs/{digest}"] = layer;
        _content[$"/v2/filters/{name}/manifests/v1"] = Encoding.UTF8.GetBytes(
            $"{{\"schemaVersion\":2,\"layers\":[{{\"mediaType\":\"{mediaType}\",\"digest\":\"{digest}\",\"size\":{layer.Length}}}]}}");
    }

    private static byte[] Archive(string name, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var compressed = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        using (var archive = new TarWriter(compressed))
        {
            archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        return packed.ToArray();
    }
}
