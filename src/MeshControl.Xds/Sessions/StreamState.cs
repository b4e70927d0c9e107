using MeshControl.Generation.Output;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Requests;

namespace MeshControl.Xds.Sessions;

/// <summary>
/// Everything a stream knows: its subscriptions, the configuration it is being brought to, its place in time. No I/O; the session guards it
/// with one lock.
/// </summary>
internal sealed class StreamState : IRequestContext, INameTable
{
    private readonly ResourceSubscription?[] _byRank = new ResourceSubscription?[ResourceType.All.Count];
    private readonly List<ResourceSubscription> _subscriptions = [];
    private readonly IProxySubscription _proxy;
    private readonly ISecretSession _secrets;
    private readonly TimeProvider _clock;
    private volatile ProxyConfig _target;
    private long _nonce;
    private int _secretsChanged;
    private string? _version;
    private (long Tables, ResourceView View)? _hosts;

    public StreamState(
        IAdsProtocol protocol, ClientTraits client, IProxySubscription proxy, ISecretSession secrets, AdsOptions options, ResponseBodyCache bodies,
        IStreamObserver observer, TimeProvider clock)
    {
        Protocol = protocol;
        Client = client;
        Options = options;
        Bodies = bodies;
        Observer = observer;
        _proxy = proxy;
        _secrets = secrets;
        _clock = clock;
        _target = proxy.Config.Value;
        Delivery = protocol.IsDelta && client.TakesVirtualHosts ? options.RouteDelivery : RouteDelivery.Table;
        Owed = new OwedEndpoints(this);
    }

    public IAdsProtocol Protocol { get; }

    public ClientTraits Client { get; }

    public AdsOptions Options { get; }

    public ResponseBodyCache Bodies { get; }

    public IStreamObserver Observer { get; }

    public RouteDelivery Delivery { get; }

    public OwedEndpoints Owed { get; }

    public VirtualHostDelivery VirtualHosts { get; } = new();

    /// <summary>Subscriptions in the order in which they were first asked for.</summary>
    public List<ResourceSubscription> Subscriptions => _subscriptions;

    /// <summary>The configuration that the stream is being brought to.</summary>
    public ProxyConfig Target => _target;

    public long Now => _clock.GetTimestamp();

    public DateTimeOffset Time => _clock.GetUtcNow();

    public bool HasNoLegacyWildcard => Client.IsGrpc;

    public long StaleDeadline => Now + Ticks(Options.StaleNonceGrace);

    /// <summary>True when there is configuration or a secret that the stream has not taken up.</summary>
    public bool HasNewer => _secretsChanged != 0 || !ReferenceEquals(_proxy.Config.Value, _target);

    public long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _clock.TimestampFrequency);

    public long NextNonce() => ++_nonce;

    public ResourceSubscription? Find(ResourceType type) => _byRank[type.Rank];

    public ResourceSubscription FindOrAdd(ResourceType type)
    {
        if (_byRank[type.Rank] is not { } subscription)
        {
            _byRank[type.Rank] = subscription = new ResourceSubscription(type);
            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    /// <summary>May be called from any thread.</summary>
    public void SecretsChanged() => Interlocked.Exchange(ref _secretsChanged, 1);

    /// <summary>True where taking up the newest configuration would make the subscription send something, if it covers what changed.</summary>
    public bool WouldChange(ResourceSubscription subscription) => subscription.Type == ResourceType.Secret
        ? _secretsChanged != 0 && subscription.IsSubscribed
        : subscription.IsSubscribed && Differ(ViewOf(subscription, _target), ViewOf(subscription, _proxy.Config.Value));

    /// <summary>True where the client was not brought to the target yet.</summary>
    public bool IsBehind(ResourceSubscription subscription) => subscription.Held is not { } held || Differ(held, ViewOf(subscription));

    public void TakeNewer()
    {
        var newest = _proxy.Config.Value;
        if (!ReferenceEquals(newest, _target))
        {
            _target = newest;
            _version = null;
            _hosts = null;
        }

        Interlocked.Exchange(ref _secretsChanged, 0);
        foreach (var subscription in _subscriptions)
        {
            // By reference: a view of equal content must be taken over too, so that the old one can go.
            subscription.IsDirty |= subscription.IsSubscribed
                && (subscription.Type == ResourceType.Secret || subscription.Held is not { } held || !held.IsSame(ViewOf(subscription)));
        }
    }

    /// <summary>What the stream may see of a type at the target.</summary>
    public ResourceView ViewOf(ResourceSubscription subscription) => ViewOf(subscription, _target);

    public string VersionOf(ResourceSubscription subscription, ResponseDraft draft)
    {
        if (Protocol.IsDelta)
        {
            // Informative only: the versions that count are those of the resources.
            return _version ??= _target.Revision.ToString();
        }

        return subscription.Type.IsFullState && (!subscription.IsWildcard || draft.Resources.Count() != subscription.Held!.Count)
            ? ContentVersion.Of(draft.Resources)
            : subscription.Held!.Version;
    }

    public EncodedResource? Find(ResourceType type, ReadOnlySpan<char> name) => _target.View(type, Delivery).Find(name);

    public void Answered(ResourceSubscription subscription, Answer answer, bool accepted)
    {
        if (subscription.Type == ResourceType.Route && VirtualHosts.Answered(answer.Nonce, accepted, subscription.Covers)
            && Find(ResourceType.VirtualHost) is { } hosts)
        {
            hosts.IsDirty = true;
        }

        Observer.Answered(subscription, accepted);
    }

    public void Rejected(ResourceSubscription subscription, string nonce, string error) => Observer.Rejected(subscription, nonce, error);

    public void Expired(ResourceSubscription subscription) => Observer.Expired(subscription);

    public void Began(ResourceSubscription subscription, AdsRequest request)
    {
        if (subscription.Type == ResourceType.Route)
        {
            var brought = request.InitialVersions.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var name in request.Names.Where(name => !brought.Contains(name)))
            {
                Dropped(subscription, name);
            }
        }
        else if (subscription.Type == ResourceType.VirtualHost)
        {
            foreach (var table in request.InitialVersions.Select(pair => VirtualHostDelivery.TableOf(pair.Key)).Distinct(StringComparer.Ordinal))
            {
                HoldsTable(table);
            }
        }
    }

    /// <summary>True where the table's hosts are resources of their own.</summary>
    public bool TakesHosts(string table)
    {
        foreach (var set in Delivery == RouteDelivery.VirtualHost ? _target.RouteTables : [])
        {
            foreach (var candidate in set.Tables)
            {
                if (candidate.Name == table)
                {
                    return candidate.DeliveredHosts.Count > 0;
                }
            }
        }

        return false;
    }

    public void Dropped(ResourceSubscription subscription, string name)
    {
        if (subscription.Type == ResourceType.Route)
        {
            VirtualHosts.Lost(name);
            if (Find(ResourceType.VirtualHost) is { } hosts)
            {
                hosts.IsDirty = true;
            }
        }
    }

    /// <summary>The comparison is made once for all streams that make the same step.</summary>
    private bool Differ(ResourceView before, ResourceView after) => ViewDiff.Between(before, after, Bodies).Count > 0;

    /// <summary>The client has the table, so that its hosts may be sent.</summary>
    public void HoldsTable(string table)
    {
        VirtualHosts.ClientHolds(table);
        if (Find(ResourceType.VirtualHost) is { IsRequested: true } hosts)
        {
            hosts.IsDirty = true;
        }
    }

    private ResourceView ViewOf(ResourceSubscription subscription, ProxyConfig config)
    {
        if (subscription.Type == ResourceType.Secret)
        {
            return SecretsOf(subscription);
        }

        return subscription.Type == ResourceType.VirtualHost && Delivery == RouteDelivery.VirtualHost
            ? HostsOf(config)
            : config.View(subscription.Type, Delivery);
    }

    private ResourceView HostsOf(ProxyConfig config)
    {
        if (!ReferenceEquals(config, _target))
        {
            return VirtualHosts.View(config);
        }

        if (_hosts is not { } known || known.Tables != VirtualHosts.Changes)
        {
            _hosts = known = (VirtualHosts.Changes, VirtualHosts.View(config));
        }

        return known.View;
    }

    private ResourceView SecretsOf(ResourceSubscription subscription)
    {
        var found = ResourceSet.Create(subscription.Names.Select(_secrets.Find).OfType<EncodedResource>());
        return subscription.Held is { Parts: [var held] } view && held.Equals(found) ? view : new ResourceView(found);
    }
}
