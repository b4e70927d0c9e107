namespace MeshControl.Model.Resources.Istio;

/// <summary>A certificate and its key, as files (istio.networking.v1alpha3.ServerTLSSettings.TLSCertificate).</summary>
public sealed record ServerTlsCertificate
{
    public string ServerCertificate { get; init; } = "";

    public string PrivateKey { get; init; } = "";

    public string CaCertificates { get; init; } = "";
}
