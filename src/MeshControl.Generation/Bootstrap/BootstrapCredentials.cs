namespace MeshControl.Generation.Bootstrap;

/// <summary>Files on the proxy's machine.</summary>
/// <param name="RootCertificates">PEM: what the server's certificate must lead to.</param>
/// <param name="Token">A bearer token, for example a projected service account token; read again for every stream, so that it may rotate.</param>
public sealed record BootstrapCredentials(string RootCertificates, string Token);
