namespace MeshControl.Xds.Sessions;

/// <summary>Hears what is worth counting or logging about a stream.</summary>
internal interface IStreamObserver
{
    void Answered(ResourceSubscription subscription, bool accepted);

    void Rejected(ResourceSubscription subscription, string nonce, string error);

    /// <summary>A nonce was outdated or unknown.</summary>
    void Expired(ResourceSubscription subscription);

    /// <summary>Resources were not sent because the client has them from an earlier stream.</summary>
    void Skipped(ResourceSubscription subscription, int count);
}
