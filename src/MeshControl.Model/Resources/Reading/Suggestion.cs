namespace MeshControl.Model.Resources.Reading;

/// <summary>"Did you mean": the closest known name to a mistyped one.</summary>
internal static class Suggestion
{
    /// <summary>Null when nothing is close.</summary>
    public static string? For(string name, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = Math.Max(2, name.Length / 3) + 1;
        foreach (var candidate in known)
        {
            if (string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }

            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>As a remedy: did you mean x?, or the short list of what is known.</summary>
    public static string Fix(string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        if (For(name, names) is { } close)
        {
            return $"did you mean {close}?";
        }

        return names.Count is > 0 and <= 12 ? $"known here: {string.Join(", ", names)}" : "";
    }

    private static int Distance(string from, string to)
    {
        if (from.Length > 64 || to.Length > 64)
        {
            return int.MaxValue;
        }

        Span<int> previous = stackalloc int[65];
        Span<int> current = stackalloc int[65];
        for (var j = 0; j <= to.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substitution = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            current[..(to.Length + 1)].CopyTo(previous);
        }

        return previous[to.Length];
    }
}
