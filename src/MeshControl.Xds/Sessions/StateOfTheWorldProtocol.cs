using MeshControl.Generation.Output;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Requests;

namespace MeshControl.Xds.Sessions;

/// <summary>The state-of-the-world variant: each request carries the whole subscription, and a nonce other than the newest is outdated.</summary>
internal sealed class StateOfTheWorldProtocol : IAdsProtocol
{
    public static StateOfTheWorldProtocol Instance { get; } = new();

    public bool IsDelta => false;

    public void Receive(ResourceSubscription subscription, AdsRequest request, IRequestContext context)
    {
        var ledger = subscription.Ledger;
        var isFirst = !subscription.IsRequested;
        subscription.IsRequested = true;
        if (request.Error is { } error && !isFirst)
        {
            Reject(subscription, request, error, context);
        }

        if (isFirst || request.Nonce.Length == 0 || ledger.LastNonce == 0)
        {
            // Written before the client read our first response, or a first request with the nonce of another stream: never outdated.
            Apply(subscription, request.Names, isFirst, context);
            return;
        }

        if (!ledger.IsLast(request.Nonce))
        {
            subscription.NoteDropped(request.Names);
            subscription.StaleNames = request.Names;
            subscription.StaleDeadline = context.StaleDeadline;
            context.Expired(subscription);
            return;
        }

        subscription.StaleNames = null;
        var isSame = subscription.HasSameNames(request.Names) && HasSameWildcard(subscription, request.Names, context);
        if (request.Error is null)
        {
            Accept(subscription, request, isSame, context);
        }

        if (!isSame || subscription.HasDropped)
        {
            Apply(subscription, request.Names, false, context);
        }
    }

    public ResponseDraft? Compose(ResourceSubscription subscription, ResourceView view, IComposeContext context) =>
        subscription.Type.IsFullState
            ? FullStateComposer.Compose(subscription, view, context)
            : IncrementalComposer.Compose(subscription, view, isDelta: false, context);

    /// <summary>Makes the names of an outdated request count after all.</summary>
    public static void ApplyStale(ResourceSubscription subscription, IRequestContext context)
    {
        if (subscription.StaleNames is { } names)
        {
            subscription.StaleNames = null;
            Apply(subscription, names, false, context);
        }
    }

    private static void Accept(ResourceSubscription subscription, AdsRequest request, bool isSame, IRequestContext context)
    {
        var ledger = subscription.Ledger;
        if (isSame && request.Version != ledger.LastVersion)
        {
            if (ledger.NotApplied(request.Nonce, context.Time) is { } unused)
            {
                context.Answered(subscription, unused, accepted: false);
            }
        }
        else if (ledger.Ack(request.Nonce, context.Time) is { } accepted)
        {
            context.Answered(subscription, accepted, accepted: true);
        }
    }

    private static void Reject(ResourceSubscription subscription, AdsRequest request, string error, IRequestContext context)
    {
        context.Rejected(subscription, request.Nonce, error);
        if (subscription.Ledger.Nack(request.Nonce, error, context.Time) is { } rejected)
        {
            subscription.Suspect(rejected, error);
            context.Answered(subscription, rejected, accepted: false);
        }
    }

    private static void Apply(ResourceSubscription subscription, IReadOnlyList<string> names, bool isFirst, IRequestContext context)
    {
        var wasWildcard = subscription.IsWildcard;
        subscription.IsWildcard = MeansWildcard(subscription, names, context);
        subscription.EverNamed |= names.Count > 0;
        var added = subscription.Replace(names, out var anyRemoved);
        subscription.OweDropped();
        if (isFirst)
        {
            subscription.IsDirty = true;
            return;
        }

        if (subscription.IsWildcard && !wasWildcard)
        {
            // Everything is new to the client, whatever was sent by name.
            subscription.Held = subscription.Held is null ? null : ResourceView.Empty;
            subscription.IsDirty = true;
        }

        foreach (var name in added)
        {
            subscription.Owe(name);
        }

        if (subscription.Type.IsFullState && (added.Count > 0 || anyRemoved || subscription.IsWildcard != wasWildcard))
        {
            subscription.SendsWhole = true;
            subscription.IsDirty = true;
        }
    }

    private static bool HasSameWildcard(ResourceSubscription subscription, IReadOnlyList<string> names, IRequestContext context) =>
        MeansWildcard(subscription, names, context) == subscription.IsWildcard;

    private static bool MeansWildcard(ResourceSubscription subscription, IReadOnlyList<string> names, IRequestContext context) =>
        names.Count == 0
            ? !subscription.EverNamed && subscription.Type.IsRoot && !context.HasNoLegacyWildcard
            : names.Contains("*", StringComparer.Ordinal);
}
