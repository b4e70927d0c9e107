namespace MeshControl.Generation.Injection;

/// <summary>Parameters in the path of the webhook (operations specification 1.1): <c>/inject/cluster/one/net/two</c>, or <c>/inject/:ENV:KEY=VALUE</c>.</summary>
public static class InjectionParameters
{
    private const string EnvMark = ":ENV:";

    /// <summary>Environment variables by name, in order.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var rest = path.Split('?')[0];
        rest = rest.StartsWith("/inject", StringComparison.Ordinal) ? rest["/inject".Length..].Trim('/') : "";
        if (rest.StartsWith(EnvMark, StringComparison.Ordinal))
        {
            foreach (var pair in rest.Split(EnvMark, StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                {
                    result[pair[..equals]] = Text(pair[(equals + 1)..]);
                }
            }

            return result;
        }

        var parts = rest.Split('/');
        for (var i = 0; i + 1 < parts.Length; i += 2)
        {
            result[parts[i] switch
            {
                "cluster" => "ISTIO_META_CLUSTER_ID",
                "net" => "ISTIO_META_NETWORK",
                var other => other.ToUpperInvariant(),
            }] = Text(parts[i + 1]);
        }

        return result;
    }

    private static string Text(string value) => Uri.UnescapeDataString(value).Replace("--slash--", "/", StringComparison.Ordinal);
}
