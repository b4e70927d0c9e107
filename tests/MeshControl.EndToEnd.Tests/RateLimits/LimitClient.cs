using MeshControl.EndToEnd.Tests.Mesh;

namespace MeshControl.EndToEnd.Tests.RateLimits;

/// <summary>Requests whose status is all that matters.</summary>
internal static class LimitClient
{
    /// <summary>The statuses of equal requests, one after the other, such as "200 200 429".</summary>
    public static async Task<string> StatusesAsync(this PodClient client, int count, string url, params IReadOnlyList<(string Name, string Value)> headers)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            statuses.Add((await client.GetAsync(url, headers)).Status);
        }

        return string.Join(' ', statuses);
    }
}
