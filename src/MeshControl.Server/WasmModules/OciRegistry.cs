using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MeshControl.Server.WasmModules;

/// <summary>One image of a registry (OCI distribution specification 1.1): its manifest, then the layer that holds the module; anonymous.</summary>
internal sealed class OciRegistry(HttpClient http, OciReference image)
{
    private const string DigestPrefix = "sha256:";
    private const string ModuleLayer = "application/vnd.module.wasm.content.layer.v1+wasm";

    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    ];

    private AuthenticationHeaderValue? _token;

    /// <summary>The module of the image.</summary>
    /// <param name="sha256">What the image's manifest must hash to; empty for anything.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<byte[]> FetchAsync(string sha256, CancellationToken cancellationToken)
    {
        var manifest = await ManifestAsync(image.Tag, sha256, cancellationToken);
        if (manifest.TryGetProperty("manifests", out var choices) && choices.GetArrayLength() > 0)
        {
            manifest = await ManifestAsync(choices[0].GetProperty("digest").GetString()!, "", cancellationToken);
        }

        if (!manifest.TryGetProperty("layers", out var layers) || layers.GetArrayLength() == 0)
        {
            throw new ModuleException("the image has no layers");
        }

        var module = layers.EnumerateArray().FirstOrDefault(layer => layer.GetProperty("mediaType").GetString() == ModuleLayer);
        var chosen = module.ValueKind == JsonValueKind.Object ? module : layers[layers.GetArrayLength() - 1];
        var digest = chosen.GetProperty("digest").GetString()!;
        var bytes = await GetAsync(image.Address("blobs", digest), [], cancellationToken);
        return DigestPrefix + ModuleClient.HashOf(bytes) == digest
            ? ModuleArchive.Extract(bytes, ModuleClient.MaxBytes)
            : throw new ModuleException("a layer does not have the hash that the image's manifest says");
    }

    private async Task<JsonElement> ManifestAsync(string name, string sha256, CancellationToken cancellationToken)
    {
        var bytes = await GetAsync(image.Address("manifests", name), ManifestTypes, cancellationToken);
        var hash = ModuleClient.HashOf(bytes);
        var demanded = sha256.Length > 0 ? sha256 : name.StartsWith(DigestPrefix, StringComparison.Ordinal) ? name[DigestPrefix.Length..] : hash;
        if (hash != demanded)
        {
            throw new ModuleException($"the image's hash is {hash}, not the {demanded} that is demanded");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new ModuleException($"{image.Host} answered with something that is no manifest");
        }
    }

    private async Task<byte[]> GetAsync(Uri address, string[] types, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = _token } };
            request.Headers.Accept.ParseAdd(types.Length > 0 ? string.Join(',', types) : "*/*");
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await response.Content.ReadAsByteArrayAsync(cancellationToken);
            }

            if (response.StatusCode != HttpStatusCode.Unauthorized || attempt > 0)
            {
                throw new ModuleException($"{image.Host} answered with status {(int)response.StatusCode}");
            }

            _token = await TokenAsync(response.Headers.WwwAuthenticate.FirstOrDefault(), cancellationToken);
        }
    }

    // Registries give anonymous clients a token for the asking (docker registry token specification).
    private async Task<AuthenticationHeaderValue> TokenAsync(AuthenticationHeaderValue? challenge, CancellationToken cancellationToken)
    {
        var parts = (challenge?.Parameter ?? "").Split(',')
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries)).Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1].Trim('"'), StringComparer.OrdinalIgnoreCase);
        if (challenge?.Scheme != "Bearer" || !Uri.TryCreate(parts.GetValueOrDefault("realm"), UriKind.Absolute, out var realm))
        {
            throw new ModuleException($"{image.Host} wants credentials");
        }

        var address = $"{realm}?service={Uri.EscapeDataString(parts.GetValueOrDefault("service", ""))}&scope={Uri.EscapeDataString($"repository:{image.Repository}:pull")}";
        using var response = await http.GetAsync(new Uri(address), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new ModuleException($"{realm.Host} gives no token: status {(int)response.StatusCode}");
        }

        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        var token = answer.RootElement.TryGetProperty("token", out var first) || answer.RootElement.TryGetProperty("access_token", out first) ? first.GetString() : null;
        return new AuthenticationHeaderValue("Bearer", token ?? throw new ModuleException($"{realm.Host} gives no token"));
    }
}
