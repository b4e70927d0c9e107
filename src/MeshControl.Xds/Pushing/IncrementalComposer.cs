using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Pushing;

/// <summary>
/// Content of responses that hold only what is new to the client: every delta response, and the state-of-the-world responses of types where
/// absence does not delete.
/// </summary>
internal static class IncrementalComposer
{
    /// <summary>The next response, or null where nothing has to be said; the subscription is then brought to the view.</summary>
    public static ResponseDraft? Compose(ResourceSubscription subscription, ResourceView view, bool isDelta, IComposeContext context)
    {
        var draft = new ResponseDraft();
        if (subscription.Held is { } held)
        {
            AddStep(draft, subscription, held, view, isDelta, context);
        }
        else
        {
            AddFirst(draft, subscription, view, isDelta, context);
        }

        foreach (var name in subscription.Owed)
        {
            AddNamed(draft, subscription.Type, name, view, isDelta);
        }

        AddDueRemovals(draft, subscription, view, isDelta, context);
        subscription.Held = view;
        subscription.ClearOwed();
        subscription.InitialVersions = [];
        return draft.IsEmpty && !draft.IsDue ? null : draft;
    }

    private static void AddFirst(ResponseDraft draft, ResourceSubscription subscription, ResourceView view, bool isDelta, IComposeContext context)
    {
        var type = subscription.Type;
        draft.IsDue = isDelta && subscription.IsWildcard;
        draft.IsUncuttable = TypeRules.AppliesInParts(type);
        var initial = subscription.InitialVersions.Count == 0 ? null : ToDictionary(subscription.InitialVersions);
        if (initial is null && subscription.IsWildcard)
        {
            foreach (var part in view.Parts)
            {
                draft.AddWhole(context.Bodies.Between(ResourceSet.Empty, part));
            }
        }
        else
        {
            AddUnknownToClient(draft, subscription, view, initial, context);
        }

        foreach (var name in subscription.Names)
        {
            if (view.Find(name) is null)
            {
                AddMissing(draft, type, name, isDelta, initial?.GetValueOrDefault(name));
            }
        }

        foreach (var (name, _) in subscription.InitialVersions)
        {
            if (subscription.IsWildcard && TypeRules.AnnouncesRemoval(type) && view.Find(name) is null)
            {
                draft.AddRemoved(name);
            }
        }
    }

    private static void AddUnknownToClient(
        ResponseDraft draft, ResourceSubscription subscription, ResourceView view, Dictionary<string, string>? initial, IComposeContext context)
    {
        var skipped = new List<EncodedResource>();
        foreach (var part in view.Parts)
        {
            foreach (var resource in part)
            {
                if (!subscription.Covers(resource.Name))
                {
                    continue;
                }

                if (initial is not null && initial.TryGetValue(resource.Name, out var version) && version == resource.Version
                    && !subscription.Owed.Contains(resource.Name))
                {
                    skipped.Add(resource);
                }
                else
                {
                    draft.AddFresh(resource);
                }
            }
        }

        if (skipped.Count > 0)
        {
            context.Skipped(subscription, skipped);
        }
    }

    private static void AddStep(
        ResponseDraft draft, ResourceSubscription subscription, ResourceView held, ResourceView view, bool isDelta, IComposeContext context)
    {
        foreach (var diff in ViewDiff.Between(held, view, context.Bodies))
        {
            var upserted = subscription.IsWildcard ? diff.Upserted : [.. diff.Upserted.Where(resource => subscription.Covers(resource.Name))];
            var removed = RemovedNow(subscription, diff, held, view, isDelta, context);
            if (upserted.Count == diff.Upserted.Count && removed.Count == diff.Removed.Count && (upserted.Count > 0 || removed.Count > 0))
            {
                draft.AddWhole(diff);
                continue;
            }

            foreach (var resource in upserted)
            {
                draft.Add(resource);
            }

            foreach (var name in removed)
            {
                draft.AddRemoved(name);
            }
        }

        if (!draft.IsEmpty && subscription.Suspects.Count > 0)
        {
            foreach (var suspect in subscription.Suspects)
            {
                if (subscription.Covers(suspect.Name) && view.Find(suspect.Name) is { } current)
                {
                    draft.Add(current);
                }
            }

            subscription.Suspects = [];
        }
    }

    /// <summary>The removals to announce in this response; those of clusters and load assignments may have to wait.</summary>
    private static List<string> RemovedNow(
        ResourceSubscription subscription, SetDiff diff, ResourceView held, ResourceView view, bool isDelta, IComposeContext context)
    {
        var type = subscription.Type;
        var now = new List<string>();
        foreach (var name in diff.Removed)
        {
            if (!subscription.Covers(name) || view.Find(name) is not null)
            {
                continue;
            }

            if (type == ResourceType.Endpoint)
            {
                subscription.MarkGone(name);
            }
            else if (type == ResourceType.Cluster && isDelta && context.KeepsRemovedClusters && held.Find(name) is { } cluster)
            {
                context.Removals.Keep(cluster, context.RemovalDeadline);
            }
            else if (isDelta && TypeRules.AnnouncesRemoval(type))
            {
                now.Add(name);
            }
        }

        return now;
    }

    private static void AddNamed(ResponseDraft draft, ResourceType type, string name, ResourceView view, bool isDelta)
    {
        if (view.Find(name) is { } resource)
        {
            draft.Add(resource);
        }
        else
        {
            AddMissing(draft, type, name, isDelta, null);
        }
    }

    private static void AddMissing(ResponseDraft draft, ResourceType type, string name, bool isDelta, string? heldVersion)
    {
        if (type == ResourceType.Endpoint)
        {
            var empty = TypeRules.EmptyAssignment(name);
            if (empty.Version != heldVersion)
            {
                draft.Add(empty);
            }
        }
        else if (isDelta && TypeRules.AnnouncesRemoval(type))
        {
            draft.AddRemoved(name);
        }
    }

    private static void AddDueRemovals(ResponseDraft draft, ResourceSubscription subscription, ResourceView view, bool isDelta, IComposeContext context)
    {
        if (subscription.Type == ResourceType.Cluster && isDelta)
        {
            context.Removals.Forget(view);
            foreach (var name in context.Removals.TakeDue())
            {
                draft.AddRemoved(name);
            }
        }
        else if (subscription.Type == ResourceType.Endpoint && subscription.Gone.Count > 0 && context.ClustersAreSettled)
        {
            foreach (var name in subscription.Gone)
            {
                if (subscription.Covers(name) && view.Find(name) is null)
                {
                    draft.Add(TypeRules.EmptyAssignment(name));
                }
            }

            subscription.ClearGone();
        }
    }

    private static Dictionary<string, string> ToDictionary(IReadOnlyList<KeyValuePair<string, string>> versions)
    {
        var dictionary = new Dictionary<string, string>(versions.Count, StringComparer.Ordinal);
        foreach (var (name, version) in versions)
        {
            dictionary[name] = version;
        }

        return dictionary;
    }
}
