using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for a server's TLS settings, at gateways and at sidecars.</summary>
internal static class ServerTlsRules
{
    public static void Validate(ValidationContext context, string path, ServerTlsSettings tls)
    {
        var files = tls.ServerCertificate.Length > 0 || tls.PrivateKey.Length > 0;
        var sources = (files ? 1 : 0) + (tls.CredentialName.Length > 0 ? 1 : 0) + (tls.CredentialNames.Count > 0 ? 1 : 0) + (tls.TlsCertificates.Count > 0 ? 1 : 0);
        var named = tls.CredentialName.Length > 0 || tls.CredentialNames.Count > 0;
        if (sources > 1)
        {
            context.Error(
                FindingCode.ConflictingFields, path, "serverCertificate, credentialName, credentialNames and tlsCertificates exclude each other", "keep one of them");
        }

        switch (tls.Mode)
        {
            case ServerTlsMode.IstioMutual when sources > 0 || tls.CaCertificates.Length > 0:
                context.Error(FindingCode.ConflictingFields, path, "ISTIO_MUTUAL uses the mesh's own certificates", "remove the certificate fields, or use SIMPLE or MUTUAL");
                break;
            case ServerTlsMode.Passthrough or ServerTlsMode.AutoPassthrough when sources > 0 || tls.CaCertificates.Length > 0:
                context.Warning(FindingCode.NoEffect, path, $"certificates have no effect in mode {Name(tls.Mode)}: TLS is not terminated here");
                break;
            case ServerTlsMode.Simple or ServerTlsMode.Mutual or ServerTlsMode.OptionalMutual when !named:
                ValidateFiles(context, path, tls);
                break;
        }

        if (tls.CaCrl.Length > 0 && (tls.CredentialName.Length > 0 || tls.Mode == ServerTlsMode.Simple))
        {
            context.Error(FindingCode.ConflictingFields, path + ".caCrl", "a revocation list needs MUTUAL with certificate files");
        }

        if (tls.MinProtocolVersion is TlsProtocol.Tls10 or TlsProtocol.Tls11 && tls.CipherSuites.Count == 0)
        {
            context.Warning(FindingCode.NoEffect, path + ".minProtocolVersion", "Envoy has no default cipher suites for TLS below 1.2", "name cipherSuites, or use TLSV1_2");
        }
    }

    private static void ValidateFiles(ValidationContext context, string path, ServerTlsSettings tls)
    {
        if (tls.TlsCertificates.Count == 0 && tls.CaCertCredentialName.Length == 0)
        {
            Require(context, path + ".serverCertificate", tls.ServerCertificate, tls.Mode);
            Require(context, path + ".privateKey", tls.PrivateKey, tls.Mode);
        }

        for (var i = 0; i < tls.TlsCertificates.Count; i++)
        {
            Require(context, $"{path}.tlsCertificates[{i}].serverCertificate", tls.TlsCertificates[i].ServerCertificate, tls.Mode);
            Require(context, $"{path}.tlsCertificates[{i}].privateKey", tls.TlsCertificates[i].PrivateKey, tls.Mode);
        }

        if (tls.Mode != ServerTlsMode.Simple && tls.CaCertCredentialName.Length == 0)
        {
            Require(context, path + ".caCertificates", tls.CaCertificates, tls.Mode);
        }
    }

    private static void Require(ValidationContext context, string path, string value, ServerTlsMode mode)
    {
        if (value.Length == 0)
        {
            context.Error(FindingCode.MissingField, path, $"mode {Name(mode)} needs it", "name a Secret in credentialName, or give the file");
        }
    }

    private static string Name(ServerTlsMode mode) => mode switch
    {
        ServerTlsMode.AutoPassthrough => "AUTO_PASSTHROUGH",
        ServerTlsMode.OptionalMutual => "OPTIONAL_MUTUAL",
        ServerTlsMode.IstioMutual => "ISTIO_MUTUAL",
        _ => mode.ToString().ToUpperInvariant(),
    };
}
