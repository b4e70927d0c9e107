using MeshControl.Model.Extensions;
using MeshControl.Server.KeySets;
using MeshControl.Server.WasmModules;

namespace MeshControl.Server.Tests.WasmModules;

/// <summary>Modules from web servers and registries, and what is refused.</summary>
public sealed class ModuleClientTests : IAsyncLifetime, IDisposable
{
    private readonly ModuleClient _client = new(new KeySetOptions());
    private ModuleServer _server = null!;

    public async Task InitializeAsync() => _server = await ModuleServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("http://HOST/filter.wasm")]
    [InlineData("oci://HOST/filters/plain:v1")]
    [InlineData("oci://HOST/filters/packed:v1")]
    public async Task A_module_is_fetched_from(string url)
    {
        var module = await FetchAsync(url);

        Assert.Equal(ModuleServer.HashOf(ModuleServer.Module), module.Sha256);
        Assert.Equal(ModuleServer.Module, module.Bytes.ToArray());
    }

    [Fact]
    public async Task A_demanded_hash_is_that_of_the_file_or_of_the_image()
    {
        Assert.Equal("", (await FetchAsync("http://HOST/filter.wasm", ModuleServer.HashOf(ModuleServer.Module))).Problem);
        Assert.Equal("", (await FetchAsync("oci://HOST/filters/plain:v1", _server.DigestOf("plain"))).Problem);
        Assert.Contains("not the 00", (await Assert.ThrowsAsync<ModuleException>(() => FetchAsync("http://HOST/filter.wasm", new string('0', 64)))).Message, StringComparison.Ordinal);
        Assert.Contains("not the 00", (await Assert.ThrowsAsync<ModuleException>(() => FetchAsync("oci://HOST/filters/plain:v1", new string('0', 64)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://HOST/nothing", "answered with status 404")]
    [InlineData("http://HOST/text", "is not a Wasm module")]
    [InlineData("oci://HOST/filters/none:v1", "answered with status 404")]
    [InlineData("oci://HOST/filters/empty:v1", "has no .wasm file")]
    [InlineData("http://169.254.169.254/filter.wasm", "is not asked for modules")]
    [InlineData("ftp://HOST/filter.wasm", "not one of http, https, oci or file")]
    public async Task What_cannot_be_had_says_why(string url, string problem) =>
        Assert.Contains(problem, (await Assert.ThrowsAsync<ModuleException>(() => FetchAsync(url))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("oci://ghcr.io/a/b:v1", "ghcr.io", "a/b", "v1")]
    [InlineData("oci://ghcr.io/a/b", "ghcr.io", "a/b", "latest")]
    [InlineData("oci://a/b:v1", "registry-1.docker.io", "a/b", "v1")]
    [InlineData("oci://filter", "registry-1.docker.io", "library/filter", "latest")]
    [InlineData("oci://localhost:5000/a@sha256:01", "localhost:5000", "a", "sha256:01")]
    public void Images_are_named_as_docker_names_them(string url, string host, string repository, string tag) =>
        Assert.Equal(new OciReference(host, repository, tag), OciReference.Parse(url));

    private Task<WasmModule> FetchAsync(string url, string sha256 = "") =>
        _client.FetchAsync(new WasmModuleKey(url.Replace("HOST", _server.Host, StringComparison.Ordinal), sha256, "", ""), CancellationToken.None);
}
