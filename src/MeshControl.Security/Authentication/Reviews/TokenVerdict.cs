using System.Collections.Immutable;

namespace MeshControl.Security.Authentication.Reviews;

/// <summary>What the issuer says about a token.</summary>
/// <param name="Username">Whose it is; null where it is refused.</param>
/// <param name="Groups">What else the user is.</param>
/// <param name="Problem">Why it is refused; empty where it is not.</param>
public sealed record TokenVerdict(string? Username, ImmutableArray<string> Groups, string Problem = "")
{
    public static TokenVerdict Refuse(string problem) => new(null, [], problem);
}
