using System.Collections.Immutable;
using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Diagnostics;

/// <summary>What a proxy was brought to of one type, restricted to what it asked for; route tables whole, however they were delivered.</summary>
internal sealed record SentType(ResourceType Type, string Version, DateTimeOffset? SentAt, ImmutableArray<EncodedResource> Resources)
{
    public static ImmutableArray<SentType> Of(StreamState state)
    {
        var types = ImmutableArray.CreateBuilder<SentType>();
        foreach (var subscription in state.Subscriptions.Where(subscription => subscription.Held is not null).OrderBy(subscription => subscription.Type.Rank))
        {
            if (subscription.Type == ResourceType.VirtualHost)
            {
                continue;
            }

            var view = subscription.Type == ResourceType.Route ? state.Target.View(ResourceType.Route, RouteDelivery.Table) : subscription.Held!;
            var resources = view.Items.Where(resource => subscription.Covers(resource.Name)).ToImmutableArray();
            types.Add(new SentType(subscription.Type, subscription.Ledger.LastVersion, subscription.Ledger.LastSent, resources));
        }

        return types.ToImmutable();
    }
}
