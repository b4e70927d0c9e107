namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>Whether a count of random choices agrees with a weight.</summary>
internal static class Share
{
    // Five standard deviations: a right weight fails one run in two million.
    private const double Deviations = 5;

    /// <summary>The share of tries that came out true.</summary>
    public static async Task<double> OfAsync(int total, Func<Task<bool>> tryAsync)
    {
        var hits = 0;
        for (var i = 0; i < total; i++)
        {
            hits += await tryAsync() ? 1 : 0;
        }

        return (double)hits / total;
    }

    /// <param name="hits">How often it was chosen.</param>
    /// <param name="total">Of how many.</param>
    /// <param name="weight">The expected share, 0 to 1.</param>
    public static void Agrees(int hits, int total, double weight)
    {
        var bound = Deviations * Math.Sqrt(total * weight * (1 - weight));
        Assert.InRange(hits, total * weight - bound, total * weight + bound);
    }
}
