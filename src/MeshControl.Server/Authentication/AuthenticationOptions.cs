using MeshControl.Security.Authentication.Jwt;
using MeshControl.Security.Serving;

namespace MeshControl.Server.Authentication;

/// <summary>How proxies prove who they are.</summary>
public sealed record AuthenticationOptions
{
    /// <summary>The server's own certificate.</summary>
    public MeshTlsOptions Tls { get; init; } = new();

    /// <summary>A file with a line `TOKEN NAMESPACE/SERVICEACCOUNT` for each identity; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>A JSON Web Key Set that verifies Kubernetes service account tokens; null where they are not accepted.</summary>
    public string? KeyFile { get; init; }

    public ServiceAccountTokenOptions Tokens { get; init; } = new();

    /// <summary>The mesh's trust domain; asked for each call, since the mesh configuration may change it.</summary>
    public Func<string> TrustDomain { get; init; } = static () => "cluster.local";
}
