using System.Collections.Immutable;

namespace MeshControl.Testing.Kubernetes;

/// <summary>Whom a token belongs to, in the eyes of a TokenReview.</summary>
public sealed record FakeUser(string Name, ImmutableArray<string> Groups, ImmutableArray<string> Audiences);
