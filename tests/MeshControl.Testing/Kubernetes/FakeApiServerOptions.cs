namespace MeshControl.Testing.Kubernetes;

/// <summary>How a fake API server listens: plain HTTP/1.1, or TLS with HTTP/2 and client certificates as a real one does.</summary>
public sealed record FakeApiServerOptions(bool Tls = false);
