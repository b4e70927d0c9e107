using MeshControl.Generation.Output;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Pushing;

/// <summary>
/// Decides what a stream sends next. It goes through the types in rank order, again and again while there is something to say; newer
/// configuration is taken up only between two rounds, so that what one change caused arrives in order. Not thread-safe.
/// </summary>
internal sealed class PushPlanner(StreamState stream) : IComposeContext
{
    private static readonly ResourceType[] Users = [ResourceType.Listener, ResourceType.Extension, ResourceType.Route, ResourceType.VirtualHost];
    private readonly Queue<PreparedResponse> _ready = new();
    private int _cursor;

    public ResponseBodyCache Bodies => stream.Bodies;

    public ClusterRemovals Removals { get; } = new();

    /// <summary>New clusters whose endpoints the client has still to ask for.</summary>
    public ClusterWarming Warming { get; } = new();

    public bool KeepsRemovedClusters => !stream.Client.IsGrpc && !UsersAreQuiet();

    public long RemovalDeadline => stream.Now + stream.Ticks(stream.Options.RemovalDelay);

    public bool ClustersAreSettled => !Removals.Any && (stream.Find(ResourceType.Cluster) is not { } clusters || IsSettled(clusters));

    /// <summary>The next response to write, or null until a request, newer configuration or <see cref="NextDeadline"/>.</summary>
    public PreparedResponse? Next()
    {
        while (true)
        {
            if (_ready.TryDequeue(out var response))
            {
                return response;
            }

            if (_cursor == 0)
            {
                BeginRound();
            }

            while (_cursor < ResourceType.All.Count && _ready.Count == 0)
            {
                if (stream.Find(ResourceType.All[_cursor++]) is { IsDirty: true } subscription && !IsHeldBack(subscription))
                {
                    Compose(subscription);
                }
            }

            if (_ready.Count == 0)
            {
                _cursor = 0;
                if (!HasWork() && !RemovalsAreDue())
                {
                    return null;
                }
            }
            else if (_cursor == ResourceType.All.Count)
            {
                _cursor = 0;
            }
        }
    }

    /// <summary>Adds a response that belongs to no served type.</summary>
    public void Enqueue(PreparedResponse response) => _ready.Enqueue(response);

    /// <summary>Timestamp at which something may have to be sent without any event; <see cref="long.MaxValue"/> for never.</summary>
    public long NextDeadline()
    {
        var next = Math.Min(Removals.Any ? Removals.Deadline : long.MaxValue, Warming.Deadline);
        foreach (var subscription in stream.Subscriptions)
        {
            if (subscription.StaleNames is not null)
            {
                next = Math.Min(next, subscription.StaleDeadline);
            }

            if ((stream.HasNewer || Removals.Any || Warming.Any || subscription.Gone.Count > 0) && IsWaiting(subscription, out var deadline))
            {
                next = Math.Min(next, deadline);
            }
        }

        return next;
    }

    public void Skipped(ResourceSubscription subscription, IReadOnlyList<EncodedResource> resources)
    {
        subscription.BroughtCount = resources.Count;
        stream.Observer.Skipped(subscription, resources.Count);
        foreach (var table in subscription.Type == ResourceType.Route ? resources : [])
        {
            if (stream.TakesHosts(table.Name))
            {
                stream.HoldsTable(table.Name);
            }
        }
    }

    private void BeginRound()
    {
        foreach (var subscription in stream.Subscriptions)
        {
            if (subscription.StaleNames is not null && subscription.StaleDeadline <= stream.Now)
            {
                StateOfTheWorldProtocol.ApplyStale(subscription, stream);
            }

            // A client that does not answer is not waited for, so this may be the time.
            subscription.IsDirty |= subscription.Gone.Count > 0 && ClustersAreSettled;
        }

        SettleWarming();
        if (RemovalsAreDue())
        {
            Removals.IsDue = true;
            if (stream.Find(ResourceType.Cluster) is { } clusters)
            {
                clusters.IsDirty = true;
            }
        }
        else if (stream.HasNewer && !NewerMustWait())
        {
            stream.TakeNewer();
        }
    }

    private bool HasWork()
    {
        foreach (var subscription in stream.Subscriptions)
        {
            if (subscription.IsDirty && !IsHeldBack(subscription))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True while a type that would change has an unanswered response.</summary>
    private bool NewerMustWait()
    {
        foreach (var subscription in stream.Subscriptions)
        {
            // In this order: most of the time nothing is unanswered, and the comparison is the expensive part.
            if (IsWaiting(subscription, out _) && stream.WouldChange(subscription))
            {
                return true;
            }
        }

        return false;
    }

    private void SettleWarming()
    {
        if (!Warming.Any)
        {
            return;
        }

        if (stream.Now >= Warming.Deadline)
        {
            Warming.Clear();
        }
        else if (stream.Find(ResourceType.Endpoint) is { } endpoints && IsSettled(endpoints))
        {
            Warming.Settled(endpoints);
        }
    }

    /// <summary>True for changes of listeners and routes that may need clusters which are not usable yet; what the client asks for is not held back.</summary>
    private bool IsHeldBack(ResourceSubscription subscription) =>
        Warming.Any && Users.Contains(subscription.Type) && subscription.Held is not null && subscription.Owed.Count == 0 && !subscription.SendsWhole;

    private bool RemovalsAreDue() => Removals.Any && (stream.Now >= Removals.Deadline || UsersAreQuiet());

    /// <summary>True when nothing that may use clusters is still to be sent or answered.</summary>
    private bool UsersAreQuiet()
    {
        foreach (var type in Users)
        {
            if (stream.Find(type) is { IsSubscribed: true } user && (IsWaiting(user, out _) || stream.IsBehind(user)))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsSettled(ResourceSubscription subscription) => !subscription.IsDirty && !IsWaiting(subscription, out _);

    private bool IsWaiting(ResourceSubscription subscription, out long deadline) =>
        subscription.Ledger.IsWaiting(stream.Now, stream.Ticks(stream.Options.AnswerTimeout), out deadline);

    private void Compose(ResourceSubscription subscription)
    {
        subscription.IsDirty = false;
        if (subscription.Type == ResourceType.VirtualHost && !PrepareHosts(subscription))
        {
            return;
        }

        var isFirst = subscription.Held is null;
        if (stream.Protocol.Compose(subscription, stream.ViewOf(subscription), this) is not { } draft)
        {
            return;
        }

        if (subscription.Type == ResourceType.Cluster)
        {
            stream.Owed.ClustersSent(draft, isFirst);
            if (!isFirst && stream.Find(ResourceType.Endpoint) is { IsRequested: true } endpoints)
            {
                Warming.Sent(draft.Changed ?? draft.Resources, endpoints, stream.Now + stream.Ticks(stream.Options.WarmingDelay));
            }
        }

        Emit(subscription, draft);
    }

    /// <summary>False where the first answer has to wait for tables that are on their way: an empty one would end the wait of their listeners.</summary>
    private bool PrepareHosts(ResourceSubscription subscription)
    {
        if (subscription.Held is not { } held)
        {
            subscription.InitialVersions = stream.VirtualHosts.StillHeld(subscription.InitialVersions);
            return !stream.VirtualHosts.AwaitsTables;
        }

        subscription.Held = stream.VirtualHosts.Remaining(held);
        return true;
    }

    private void Emit(ResourceSubscription subscription, ResponseDraft draft)
    {
        var version = stream.VersionOf(subscription, draft);
        var bodies = draft.ToBodies();
        var isCuttable = !draft.IsUncuttable && (stream.Protocol.IsDelta || !subscription.Type.IsFullState);
        foreach (var part in isCuttable ? ResponseFramer.Cut(bodies, stream.Options.MaxResponseBytes, stream.Protocol.IsDelta) : [bodies])
        {
            var nonce = stream.NextNonce();
            var payload = ResponseFramer.Frame(subscription.Type.TypeUrl, version, nonce, part, stream.Protocol.IsDelta);
            IReadOnlyList<EncodedResource> content = part.Count == 1 ? part[0].Resources : [.. part.SelectMany(body => body.Resources)];
            IReadOnlyList<string> removed = part.Count == 1 ? part[0].Removed : [.. part.SelectMany(body => body.Removed)];
            subscription.Ledger.Sent(new Answer(nonce, content, removed), version, stream.Now, stream.Time);
            if (subscription.Type == ResourceType.Route)
            {
                foreach (var body in part)
                {
                    stream.VirtualHosts.Sent(nonce, body, stream.TakesHosts);
                }
            }

            _ready.Enqueue(new PreparedResponse(subscription.Type, nonce, content.Count, payload));
        }
    }
}
