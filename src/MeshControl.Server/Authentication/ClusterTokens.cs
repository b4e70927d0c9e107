using System.Collections.Immutable;
using MeshControl.Kubernetes.Client;
using MeshControl.Security.Authentication.Reviews;

namespace MeshControl.Server.Authentication;

/// <summary>Asks the cluster's API server about tokens.</summary>
internal sealed class ClusterTokens(KubeApi api) : ITokenReviewer
{
    public async ValueTask<TokenVerdict> ReviewAsync(string token, ImmutableArray<string> audiences, CancellationToken cancellationToken)
    {
        try
        {
            var review = await api.ReviewTokenAsync(token, audiences, cancellationToken);
            return review.Authenticated ? new TokenVerdict(review.Username, review.Groups) : TokenVerdict.Refuse(review.Error ?? "it does not say why");
        }
        catch (KubeApiException error)
        {
            return TokenVerdict.Refuse($"it cannot be asked: {error.Message}");
        }
    }
}
