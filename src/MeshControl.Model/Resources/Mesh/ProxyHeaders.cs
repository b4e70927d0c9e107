namespace MeshControl.Model.Resources.Mesh;

/// <summary>Headers that a proxy adds (istio.mesh.v1alpha1.ProxyConfig.ProxyHeaders).</summary>
public sealed record ProxyHeaders
{
    public ForwardClientCertDetails ForwardedClientCert { get; init; }

    public SetCurrentClientCertDetails? SetCurrentClientCertDetails { get; init; }

    public RequestIdHeader? RequestId { get; init; }

    public ServerHeader? Server { get; init; }

    public AttemptCountHeader? AttemptCount { get; init; }

    public EnvoyDebugHeaders? EnvoyDebugHeaders { get; init; }

    public MetadataExchangeHeaders? MetadataExchangeHeaders { get; init; }

    public bool? PreserveHttp1HeaderCase { get; init; }

    public XForwardedHostHeader? XForwardedHost { get; init; }

    public XForwardedPortHeader? XForwardedPort { get; init; }
}
