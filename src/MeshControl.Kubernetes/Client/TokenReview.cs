using System.Collections.Immutable;

namespace MeshControl.Kubernetes.Client;

/// <summary>What the API server says of a bearer token. <paramref name="Error"/> tells why it is not authenticated.</summary>
public sealed record TokenReview(bool Authenticated, string Username, ImmutableArray<string> Groups, ImmutableArray<string> Audiences, string? Error);
