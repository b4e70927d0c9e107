namespace MeshControl.Kubernetes.Client;

/// <summary>The API server's version. <paramref name="Minor"/> is a number also where the server says "20+".</summary>
public sealed record ServerVersion(string GitVersion, int Major, int Minor);
