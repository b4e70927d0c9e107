using MeshControl.Incremental;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Traffic;

/// <summary>Joins the match lists of a delegating entry and a delegate's route (traffic specification 4.14).</summary>
internal static class HttpMatchMerge
{
    /// <summary>Every compatible pair as one match; null where some match of the delegate fits none of the root's.</summary>
    public static IReadOnlyList<HttpMatchRequest>? Merge(IReadOnlyList<HttpMatchRequest> root, IReadOnlyList<HttpMatchRequest> own)
    {
        if (root.Count == 0 || own.Count == 0)
        {
            return root.Count == 0 ? own : root;
        }

        var merged = new List<HttpMatchRequest>();
        foreach (var match in own)
        {
            var before = merged.Count;
            merged.AddRange(root.Where(outer => !Conflict(outer, match)).Select(outer => Merge(outer, match)));
            if (merged.Count == before)
            {
                return null;
            }
        }

        return merged;
    }

    private static HttpMatchRequest Merge(HttpMatchRequest root, HttpMatchRequest own) => own with
    {
        Name = VirtualServiceDelegation.JoinNames(root.Name, own.Name),
        Uri = own.Uri ?? root.Uri,
        Scheme = own.Scheme ?? root.Scheme,
        Method = own.Method ?? root.Method,
        Authority = own.Authority ?? root.Authority,
        Headers = Union(root.Headers, own.Headers),
        WithoutHeaders = Union(root.WithoutHeaders, own.WithoutHeaders),
        QueryParams = Union(root.QueryParams, own.QueryParams),
        SourceLabels = Union(root.SourceLabels, own.SourceLabels),
        Port = own.Port != 0 ? own.Port : root.Port,
        SourceNamespace = own.SourceNamespace.Length > 0 ? own.SourceNamespace : root.SourceNamespace,
        Gateways = own.Gateways.Count > 0 ? own.Gateways : root.Gateways,
        StatPrefix = own.StatPrefix.Length > 0 ? own.StatPrefix : root.StatPrefix,
    };

    private static IReadOnlyDictionary<string, TValue> Union<TValue>(IReadOnlyDictionary<string, TValue> root, IReadOnlyDictionary<string, TValue> own) =>
        root.Count == 0 ? own : new EquatableMap<string, TValue>(root.Concat(own));

    private static bool Conflict(HttpMatchRequest root, HttpMatchRequest own) =>
        Conflict(root.Uri, own.Uri)
        || Conflict(root.Scheme, own.Scheme)
        || Conflict(root.Method, own.Method)
        || Conflict(root.Authority, own.Authority)
        || AnyConflict(root.Headers, own.Headers)
        || AnyConflict(root.WithoutHeaders, own.WithoutHeaders)
        || AnyConflict(root.QueryParams, own.QueryParams)
        || root.IgnoreUriCase != own.IgnoreUriCase
        || (root.Port > 0 && own.Port > 0 && root.Port != own.Port)
        || (root.SourceNamespace.Length > 0 && root.SourceNamespace != own.SourceNamespace)
        || own.SourceLabels.Any(label => root.SourceLabels.TryGetValue(label.Key, out var value) && value != label.Value)
        || (root.Gateways.Count > 0 && own.Gateways.Count > 0
            && (own.Gateways.Count > root.Gateways.Count || !own.Gateways.All(root.Gateways.Contains)));

    private static bool AnyConflict(IReadOnlyDictionary<string, StringMatch> root, IReadOnlyDictionary<string, StringMatch> own) =>
        own.Any(entry => root.TryGetValue(entry.Key, out var outer) && Conflict(outer, entry.Value));

    private static bool Conflict(StringMatch? root, StringMatch? own)
    {
        if (root is null || own is null)
        {
            return false;
        }

        if ((IsSet(root.Regex) && IsAny(own)) || (IsSet(own.Regex) && IsAny(root)))
        {
            return true;
        }

        if (IsSet(root.Exact))
        {
            return IsSet(own.Prefix) || own.Exact != root.Exact;
        }

        return IsSet(root.Prefix)
            && ((IsSet(own.Exact) && !own.Exact!.StartsWith(root.Prefix!, StringComparison.Ordinal))
                || (IsSet(own.Prefix) && !own.Prefix!.StartsWith(root.Prefix!, StringComparison.Ordinal)));
    }

    private static bool IsSet(string? text) => !string.IsNullOrEmpty(text);

    private static bool IsAny(StringMatch match) => IsSet(match.Exact) || IsSet(match.Prefix) || IsSet(match.Regex);
}
