using MeshControl.Xds.Requests;

namespace MeshControl.Xds.Sessions;

/// <summary>What a protocol tells its stream while it reads a request.</summary>
internal interface IRequestContext
{
    /// <summary>True for clients to which an empty list never means everything.</summary>
    bool HasNoLegacyWildcard { get; }

    DateTimeOffset Time { get; }

    /// <summary>Timestamp at which the names of a request with an outdated nonce count.</summary>
    long StaleDeadline { get; }

    /// <summary>A response was answered.</summary>
    void Answered(ResourceSubscription subscription, Answer answer, bool accepted);

    void Rejected(ResourceSubscription subscription, string nonce, string error);

    void Expired(ResourceSubscription subscription);

    /// <summary>The first delta request of a type: what the client asks for, and what it has from an earlier stream.</summary>
    void Began(ResourceSubscription subscription, AdsRequest request);

    /// <summary>The client dropped the name or asks for it anew: it does not have it.</summary>
    void Dropped(ResourceSubscription subscription, string name);
}
