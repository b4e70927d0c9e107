using System.Text.Json;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;

namespace MeshControl.Generation.Clusters;

/// <summary>What of a proxy shapes its clusters; equal for all proxies that share them.</summary>
internal sealed record ClusterClient
{
    public required ProxyType Type { get; init; }

    public IpMode IpMode { get; init; }

    /// <summary>Keeps the case of HTTP/1 header names.</summary>
    public bool PreservesHeaderCase { get; init; }

    public ClientCertificateFiles? Certificates { get; init; }

    /// <summary>Patches of its outbound clusters; none where no EnvoyFilter is in force.</summary>
    public EquatableArray<EnvoyPatch> Patches { get; init; }

    public bool IsSidecar => Type == ProxyType.Sidecar;

    /// <summary>Cuts a proxy's facets down to these.</summary>
    public static ClusterClient Of(ClientFacets facets, MeshSettings settings)
    {
        var metadata = facets.Metadata;
        return new ClusterClient
        {
            Type = facets.Type,
            IpMode = facets.IpMode,
            PreservesHeaderCase = metadata.ProxyConfigJson.Length > 0
                ? ReadsPreserveCase(metadata.ProxyConfigJson)
                : settings.Mesh.DefaultConfig?.ProxyHeaders?.PreserveHttp1HeaderCase == true,
            Certificates = metadata.TlsClientCertChain.Length > 0 && metadata.TlsClientKey.Length > 0
                ? new(metadata.TlsClientCertChain, metadata.TlsClientKey, metadata.TlsClientRootCert)
                : null,
        };
    }

    private static bool ReadsPreserveCase(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("proxyHeaders", out var headers) && headers.ValueKind == JsonValueKind.Object
                && headers.TryGetProperty("preserveHttp1HeaderCase", out var preserve) && preserve.ValueKind == JsonValueKind.True;
        }
        catch (JsonException)
        {
            // A proxy's own word about itself; the default is safe.
            return false;
        }
    }
}
