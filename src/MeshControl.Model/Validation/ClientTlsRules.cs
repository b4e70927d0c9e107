using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for the TLS settings of connections that a proxy opens.</summary>
internal static class ClientTlsRules
{
    public static void Validate(ValidationContext context, string path, ClientTlsSettings? tls)
    {
        if (tls is null)
        {
            return;
        }

        var usesFiles = tls.ClientCertificate.Length + tls.PrivateKey.Length + tls.CaCertificates.Length + tls.CaCrl.Length > 0;
        if (tls.Mode is ClientTlsMode.Simple or ClientTlsMode.Mutual && tls.CredentialName.Length > 0 && usesFiles)
        {
            context.Error(FindingCode.ConflictingFields, path, "credentialName and certificate files exclude each other", "keep one of them");
        }

        if (tls.Mode == ClientTlsMode.Mutual && tls.CredentialName.Length == 0 && (tls.ClientCertificate.Length == 0 || tls.PrivateKey.Length == 0))
        {
            context.Error(FindingCode.MissingField, path, "mode MUTUAL needs a client certificate and its key", "name a Secret in credentialName, or set clientCertificate and privateKey");
        }

        if (tls.InsecureSkipVerify == true && (tls.CaCertificates.Length > 0 || tls.SubjectAltNames.Count > 0 || (tls.Mode == ClientTlsMode.Simple && tls.CredentialName.Length > 0)))
        {
            context.Error(FindingCode.ConflictingFields, path + ".insecureSkipVerify", "nothing is verified, so what to verify against has no effect", "remove it, or remove insecureSkipVerify");
        }
    }
}
