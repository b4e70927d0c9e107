using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Extensions;

/// <summary>A Wasm module somewhere else: where it lies, what it must hash to, and with which Secret it is fetched.</summary>
/// <param name="Url">With a scheme: http, https or oci.</param>
/// <param name="Sha256">Lower-case hex of the module or image; empty where the extension does not say.</param>
/// <param name="PullSecretNamespace">Where the Secret lies; empty without one.</param>
/// <param name="PullSecret">Its name; empty for none.</param>
public sealed record WasmModuleKey(string Url, string Sha256, string PullSecretNamespace, string PullSecret)
{
    private const string DefaultScheme = "oci://";
    private const string FileScheme = "file://";

    /// <summary>Null where the module lies in the proxy's own file system.</summary>
    public static WasmModuleKey? Of(MeshExtension extension) => extension.Spec.Wasm is not { } wasm || wasm.Url.StartsWith(FileScheme, StringComparison.Ordinal)
        ? null
        : new WasmModuleKey(
            UrlOf(wasm), wasm.Sha256.ToLowerInvariant(), wasm.ImagePullSecret.Length > 0 ? extension.Source.Namespace : "", wasm.ImagePullSecret);

    /// <summary>A module without a scheme is an image.</summary>
    public static string UrlOf(WasmConfig wasm) => wasm.Url.Contains("://", StringComparison.Ordinal) ? wasm.Url : DefaultScheme + wasm.Url;
}
