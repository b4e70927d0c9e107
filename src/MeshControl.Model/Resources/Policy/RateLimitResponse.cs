using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Policy;

/// <summary>The answer to a request that is refused.</summary>
public sealed record RateLimitResponse
{
    /// <summary>HTTP status from 400 to 599; 429 where it is not set.</summary>
    [Limits(Minimum = 400, Maximum = 599)]
    public int? Status { get; init; }

    /// <summary>Headers that the answer carries besides.</summary>
    [Limits(MaxItems = 10)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether every response tells limit, remaining requests and reset (X-RateLimit, draft 03); where it is not set, those of scope global do.</summary>
    public bool? RateLimitHeaders { get; init; }
}
