using System.Globalization;
using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Diagnostics;

/// <summary>Where a stream stands with one type. Nonces and versions are empty before the first.</summary>
public sealed record TypeSnapshot
{
    public required ResourceType Type { get; init; }

    public required SyncState State { get; init; }

    public string SentNonce { get; init; } = "";

    public string AckedNonce { get; init; } = "";

    public string SentVersion { get; init; } = "";

    public string AckedVersion { get; init; } = "";

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The client's words for the newest rejection, until a later response is accepted; at most 1,024 characters.</summary>
    public string? Error { get; init; }

    /// <summary>Rejections on this stream.</summary>
    public long Rejections { get; init; }

    public bool IsWildcard { get; init; }

    /// <summary>Explicitly subscribed names, sorted.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    internal static TypeSnapshot Of(ResourceSubscription subscription)
    {
        var ledger = subscription.Ledger;
        return new TypeSnapshot
        {
            Type = subscription.Type,
            State = StateOf(subscription),
            SentNonce = Text(ledger.LastNonce),
            AckedNonce = Text(ledger.AckedNonce),
            SentVersion = ledger.LastVersion,
            AckedVersion = ledger.AckedVersion,
            SentAt = ledger.LastSent,
            AnsweredAt = ledger.LastAnswered,
            Error = ledger.Error,
            Rejections = ledger.Rejections,
            IsWildcard = subscription.IsWildcard,
            Names = [.. subscription.Names.Order(StringComparer.Ordinal)],
        };
    }

    private static SyncState StateOf(ResourceSubscription subscription)
    {
        var ledger = subscription.Ledger;
        if (ledger.LastNonce == 0)
        {
            return !subscription.IsSubscribed ? SyncState.Ignored : subscription.BroughtCount > 0 ? SyncState.Synced : SyncState.NotSent;
        }

        if (ledger.NackedNonce == ledger.LastNonce)
        {
            return SyncState.Nacked;
        }

        if (ledger.IsNotApplied)
        {
            return SyncState.NotApplied;
        }

        // What the client does not watch any more it does not answer either.
        return ledger.AckedNonce == ledger.LastNonce ? SyncState.Synced : subscription.IsSubscribed ? SyncState.Stale : SyncState.Ignored;
    }

    private static string Text(long nonce) => nonce == 0 ? "" : nonce.ToString(CultureInfo.InvariantCulture);
}
