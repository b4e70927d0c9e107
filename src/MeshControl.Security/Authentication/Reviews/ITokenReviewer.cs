using System.Collections.Immutable;

namespace MeshControl.Security.Authentication.Reviews;

/// <summary>Asks whoever issued a token whether it is good: an API server's TokenReview.</summary>
public interface ITokenReviewer
{
    /// <summary>The verdict, for a token that has to be meant for one of the audiences.</summary>
    ValueTask<TokenVerdict> ReviewAsync(string token, ImmutableArray<string> audiences, CancellationToken cancellationToken);
}
