using System.Globalization;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.GatewayApi;

/// <summary>TLS settings of a listener (traffic specification 1.13).</summary>
internal static class ListenerTlsConversion
{
    private const int MaxCertificates = 2;
    private const int MeshPort = 15443;

    /// <summary>Null where the listener cannot be served: no settings, or no certificate that may be used.</summary>
    public static ServerTlsSettings? Convert(Resource<GatewaySpec> gateway, Listener listener, GatewayApiObjects objects)
    {
        if (listener.Tls is not { } tls)
        {
            return null;
        }

        var option = tls.Options.GetValueOrDefault(GatewayApiNames.TerminateModeOption);
        var ciphers = tls.Options.GetValueOrDefault(GatewayApiNames.CipherSuitesOption)
            ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (tls.Mode == "Passthrough")
        {
            return new ServerTlsSettings { Mode = IsBetweenMeshes(gateway, listener) ? ServerTlsMode.AutoPassthrough : ServerTlsMode.Passthrough };
        }

        switch (option)
        {
            case "ISTIO_MUTUAL":
                return new ServerTlsSettings { Mode = ServerTlsMode.IstioMutual, CipherSuites = ciphers };
            case "ISTIO_SIMPLE":
                return new ServerTlsSettings { Mode = ServerTlsMode.Simple, CredentialName = "builtin://", CipherSuites = ciphers };
        }

        var credentials = tls.CertificateRefs.Take(MaxCertificates)
            .Select(reference => Credential(reference, gateway.Namespace, objects)).OfType<string>().ToList();
        var result = new ServerTlsSettings
        {
            Mode = option switch { "MUTUAL" => ServerTlsMode.Mutual, "OPTIONAL_MUTUAL" => ServerTlsMode.OptionalMutual, _ => ServerTlsMode.Simple },
            CipherSuites = ciphers,
            CredentialName = credentials is [var only] ? only : "",
            CredentialNames = credentials.Count > 1 ? credentials : [],
        };
        return credentials.Count == 0 ? null : WithClientCheck(result, tls.FrontendValidation, gateway.Namespace);
    }

    private static bool IsBetweenMeshes(Resource<GatewaySpec> gateway, Listener listener)
    {
        var labels = gateway.Meta.Labels;
        var port = int.TryParse(labels.GetValueOrDefault(GatewayApiNames.GatewayPortLabel), NumberStyles.None, CultureInfo.InvariantCulture, out var written)
            ? written : MeshPort;
        return labels.ContainsKey(GatewayApiNames.NetworkLabel) && listener.Port == port;
    }

    private static string? Credential(GatewayObjectReference reference, string own, GatewayApiObjects objects)
    {
        var ns = reference.Namespace ?? own;
        return string.IsNullOrEmpty(reference.Group) && reference.Kind is null or "Secret"
            && objects.MayRefer("Gateway", own, "", "Secret", ns, reference.Name)
            && objects.SecretOf(ns, reference.Name) is { } secret && IsCertificate(secret)
                ? $"kubernetes-gateway://{ns}/{reference.Name}"
                : null;
    }

    private static bool IsCertificate(Secret secret) => (Has(secret, "tls.crt") && Has(secret, "tls.key")) || (Has(secret, "cert") && Has(secret, "key"));

    private static bool Has(Secret secret, string key) =>
        secret.Data.TryGetValue(key, out var data) ? data.Length > 0 : secret.StringData.GetValueOrDefault(key) is { Length: > 0 };

    private static ServerTlsSettings WithClientCheck(ServerTlsSettings tls, FrontendTlsValidation? validation, string own)
    {
        if (validation?.CaCertificateRefs is not [var reference, ..])
        {
            return tls;
        }

        var isOptional = validation.Mode == "AllowInsecureFallback";
        var scheme = reference.Kind == "Secret" ? "kubernetes-gateway" : "configmap";
        return tls with
        {
            Mode = isOptional ? ServerTlsMode.OptionalMutual : ServerTlsMode.Mutual,
            InsecureSkipVerify = isOptional ? true : null,
            CaCertCredentialName = $"{scheme}://{reference.Namespace ?? own}/{reference.Name}",
        };
    }
}
