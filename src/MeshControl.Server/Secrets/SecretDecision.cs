using MeshControl.Security.Identity;

namespace MeshControl.Server.Secrets;

/// <summary>Whose secrets a stream gets, or why none.</summary>
/// <param name="Identity">The identity; meaningless where there is a refusal.</param>
/// <param name="Refusal">Null where secrets are given; else a fixed text that goes to logs and metrics.</param>
internal readonly record struct SecretDecision(SpiffeId Identity, string? Refusal)
{
    public static SecretDecision Refuse(string reason) => new(default, reason);
}
