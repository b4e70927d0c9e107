using System.Net;
using System.Security.Cryptography;
using MeshControl.Model.Extensions;
using MeshControl.Server.KeySets;

namespace MeshControl.Server.WasmModules;

/// <summary>Fetches modules over HTTP and from registries, from addresses that may be asked, and verifies what it got.</summary>
internal sealed class ModuleClient : IModuleClient, IDisposable
{
    /// <summary>The largest module; it is sent to every proxy that uses it.</summary>
    public const int MaxBytes = 32 << 20;

    private readonly HttpClient _http;

    public ModuleClient(KeySetOptions options)
    {
        var dialer = new GuardedDialer(new AddressGuard(options), "modules");
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero, MaxAutomaticRedirections = 5, ActivityHeadersPropagator = null,
            ConnectCallback = dialer.ConnectAsync,
        })
        {
            MaxResponseContentBufferSize = MaxBytes, Timeout = TimeSpan.FromSeconds(60),
        };
    }

    public async Task<WasmModule> FetchAsync(WasmModuleKey key, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = key.Url.StartsWith("oci://", StringComparison.Ordinal)
                ? await new OciRegistry(_http, OciReference.Parse(key.Url)).FetchAsync(key.Sha256, cancellationToken)
                : await DownloadAsync(key, cancellationToken);
            return ModuleArchive.IsModule(bytes)
                ? new WasmModule(HashOf(bytes), bytes)
                : throw new ModuleException("what is there is not a Wasm module");
        }
        catch (HttpRequestException error)
        {
            throw new ModuleException(error.InnerException is KeySetException refused ? refused.Message : error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModuleException($"no answer within {_http.Timeout.TotalSeconds} s");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Lower-case hex.</summary>
    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<byte[]> DownloadAsync(WasmModuleKey key, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(key.Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new ModuleException("the address is not one of http, https, oci or file");
        }

        using var response = await _http.GetAsync(address, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new ModuleException($"{address.Host} answered with status {(int)response.StatusCode}");
        }

        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return key.Sha256.Length == 0 || HashOf(bytes) == key.Sha256
            ? bytes
            : throw new ModuleException($"its hash is {HashOf(bytes)}, not the {key.Sha256} that is demanded");
    }
}
