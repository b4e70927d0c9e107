using MeshControl.Generation.Output;

namespace MeshControl.Xds.Pushing;

/// <summary>What leads from one view to another, part by part; parts that are the same object are not looked at.</summary>
internal static class ViewDiff
{
    private static readonly SetDiff[] None = [];

    /// <summary>A name that moved between parts may be removed by one difference and upserted by another: the view decides, not the removal.</summary>
    public static IReadOnlyList<SetDiff> Between(ResourceView before, ResourceView after, ResponseBodyCache cache)
    {
        if (before.IsSame(after))
        {
            return None;
        }

        if (before.Parts is [var only] && after.Parts is [var now])
        {
            var diff = cache.Between(only, now);
            return diff.Upserted.Count > 0 || diff.Removed.Count > 0 ? diff.AsList : None;
        }

        var old = Only(before, after);
        var diffs = new List<SetDiff>();
        foreach (var part in Only(after, before))
        {
            var match = TakeMatch(old, part);
            Add(diffs, cache.Between(match ?? ResourceSet.Empty, part));
        }

        foreach (var part in old)
        {
            Add(diffs, cache.Between(part, ResourceSet.Empty));
        }

        return diffs;
    }

    private static List<ResourceSet> Only(ResourceView view, ResourceView other)
    {
        var only = new List<ResourceSet>();
        foreach (var part in view.Parts)
        {
            if (part.Count > 0 && !Has(other, part))
            {
                only.Add(part);
            }
        }

        return only;
    }

    private static bool Has(ResourceView view, ResourceSet part)
    {
        foreach (var candidate in view.Parts)
        {
            if (ReferenceEquals(candidate, part))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The older set of the same thing: one that shares names with the part.</summary>
    private static ResourceSet? TakeMatch(List<ResourceSet> old, ResourceSet part)
    {
        for (var i = 0; i < old.Count; i++)
        {
            var candidate = old[i];
            if (old.Count == 1 || SharesNames(candidate, part))
            {
                old.RemoveAt(i);
                return candidate;
            }
        }

        return null;
    }

    private static bool SharesNames(ResourceSet a, ResourceSet b) =>
        b.Find(a[0].Name) is not null || b.Find(a[^1].Name) is not null || b.Find(a[a.Count / 2].Name) is not null
        || a.Find(b[0].Name) is not null || a.Find(b[^1].Name) is not null;

    private static void Add(List<SetDiff> diffs, SetDiff diff)
    {
        if (diff.Upserted.Count > 0 || diff.Removed.Count > 0)
        {
            diffs.Add(diff);
        }
    }
}
