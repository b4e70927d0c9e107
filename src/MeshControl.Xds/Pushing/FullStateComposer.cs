using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Pushing;

/// <summary>Content of state-of-the-world responses of types where absence deletes: all or nothing.</summary>
internal static class FullStateComposer
{
    /// <summary>The whole set where anything in it changed for the client, else null; the subscription is then brought to the view.</summary>
    public static ResponseDraft? Compose(ResourceSubscription subscription, ResourceView view, IComposeContext context)
    {
        var held = subscription.Held;
        subscription.Held = view;
        var changed = new List<EncodedResource>();
        var isDue = held is null || subscription.SendsWhole;
        subscription.SendsWhole = false;
        foreach (var diff in held is null ? [] : ViewDiff.Between(held, view, context.Bodies))
        {
            changed.AddRange(diff.Upserted.Where(resource => subscription.Covers(resource.Name)));
            isDue |= DropRemoved(subscription, diff, held!, view, context);
        }

        foreach (var name in subscription.Owed)
        {
            if (view.Find(name) is { } resource && !changed.Contains(resource))
            {
                changed.Add(resource);
            }
        }

        subscription.ClearOwed();
        if (subscription.Type == ResourceType.Cluster)
        {
            context.Removals.Forget(view);
            isDue |= context.Removals.TakeDue().Count > 0;
        }

        if ((!isDue && changed.Count == 0) || !subscription.IsSubscribed)
        {
            return null;
        }

        changed.AddRange(subscription.Suspects.Select(suspect => view.Find(suspect.Name)).OfType<EncodedResource>().Except(changed));
        subscription.Suspects = [];
        var draft = new ResponseDraft { IsDue = true, IsUncuttable = true, Changed = held is null ? null : changed };
        Fill(draft, subscription, view, context);
        return draft;
    }

    /// <summary>True where a removal has to be told now.</summary>
    private static bool DropRemoved(ResourceSubscription subscription, SetDiff diff, ResourceView held, ResourceView view, IComposeContext context)
    {
        var isDue = false;
        foreach (var name in diff.Removed)
        {
            if (!subscription.Covers(name) || view.Find(name) is not null)
            {
                continue;
            }

            if (subscription.Type == ResourceType.Cluster && context.KeepsRemovedClusters && held.Find(name) is { } cluster)
            {
                context.Removals.Keep(cluster, context.RemovalDeadline);
            }
            else
            {
                isDue = true;
            }
        }

        return isDue;
    }

    private static void Fill(ResponseDraft draft, ResourceSubscription subscription, ResourceView view, IComposeContext context)
    {
        foreach (var part in view.Parts)
        {
            if (subscription.IsWildcard)
            {
                draft.AddWhole(context.Bodies.Between(ResourceSet.Empty, part));
                continue;
            }

            foreach (var resource in part)
            {
                if (subscription.Covers(resource.Name))
                {
                    draft.AddFresh(resource);
                }
            }
        }

        if (subscription.Type == ResourceType.Cluster)
        {
            foreach (var cluster in context.Removals.Kept)
            {
                draft.Add(cluster);
            }
        }
    }
}
