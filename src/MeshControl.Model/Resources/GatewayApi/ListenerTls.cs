using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io ListenerTLSConfig; Mode is Terminate (also when null) or Passthrough.</summary>
public sealed record ListenerTls
{
    public string? Mode { get; init; }

    public IReadOnlyList<GatewayObjectReference> CertificateRefs { get; init; } = [];

    public IReadOnlyDictionary<string, string> Options { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public FrontendTlsValidation? FrontendValidation { get; init; }
}
