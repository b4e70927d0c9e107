using MeshControl.Generation.Output;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Requests;

namespace MeshControl.Xds.Sessions;

/// <summary>The delta variant: requests add and drop names, whatever their nonce; responses hold what is new and what is gone.</summary>
internal sealed class DeltaProtocol : IAdsProtocol
{
    private const string Wildcard = "*";

    public static DeltaProtocol Instance { get; } = new();

    public bool IsDelta => true;

    public void Receive(ResourceSubscription subscription, AdsRequest request, IRequestContext context)
    {
        var isFirst = !subscription.IsRequested;
        subscription.IsRequested = true;
        if (isFirst)
        {
            Begin(subscription, request, context);
        }
        else
        {
            BookAnswer(subscription, request, context);
            foreach (var name in request.Names)
            {
                Subscribe(subscription, name, context);
            }
        }

        foreach (var name in request.Unsubscribed)
        {
            Unsubscribe(subscription, name, context);
        }
    }

    public ResponseDraft? Compose(ResourceSubscription subscription, ResourceView view, IComposeContext context) =>
        IncrementalComposer.Compose(subscription, view, isDelta: true, context);

    private static void Begin(ResourceSubscription subscription, AdsRequest request, IRequestContext context)
    {
        subscription.IsDirty = true;
        subscription.InitialVersions = request.InitialVersions;
        subscription.IsWildcard = request.Names.Count == 0 && request.Unsubscribed.Count == 0
            && subscription.Type.IsRoot && !context.HasNoLegacyWildcard;
        subscription.EnsureCapacity(request.Names.Count);
        foreach (var name in request.Names)
        {
            if (name == Wildcard)
            {
                subscription.IsWildcard = true;
            }
            else
            {
                subscription.Add(name);
            }
        }

        context.Began(subscription, request);
    }

    private static void BookAnswer(ResourceSubscription subscription, AdsRequest request, IRequestContext context)
    {
        if (request.Error is { } error)
        {
            context.Rejected(subscription, request.Nonce, error);
            if (subscription.Ledger.Nack(request.Nonce, error, context.Time) is { } rejected)
            {
                if (!TypeRules.AppliesInParts(subscription.Type))
                {
                    subscription.Suspect(rejected, error);
                }

                context.Answered(subscription, rejected, accepted: false);
            }
        }
        else if (request.Nonce.Length > 0)
        {
            if (subscription.Ledger.Ack(request.Nonce, context.Time) is { } accepted)
            {
                context.Answered(subscription, accepted, accepted: true);
            }
            else
            {
                context.Expired(subscription);
            }
        }
    }

    private static void Subscribe(ResourceSubscription subscription, string name, IRequestContext context)
    {
        if (name != Wildcard)
        {
            // Also when it is subscribed already: the client may have dropped what it had.
            subscription.Add(name);
            subscription.Owe(name);
            context.Dropped(subscription, name);
        }
        else if (!subscription.IsWildcard)
        {
            subscription.IsWildcard = true;
            subscription.Held = subscription.Held is null ? null : ResourceView.Empty;
            subscription.IsDirty = true;
        }
    }

    private static void Unsubscribe(ResourceSubscription subscription, string name, IRequestContext context)
    {
        if (name == Wildcard)
        {
            subscription.IsWildcard = false;
            return;
        }

        if (!subscription.Remove(name))
        {
            return;
        }

        context.Dropped(subscription, name);
        if (subscription.IsWildcard)
        {
            subscription.Owe(name);
        }
        else
        {
            subscription.Forgive(name);
        }
    }
}
