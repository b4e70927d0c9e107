using System.Collections.Immutable;
using MeshControl.Model.Proxies;
using MeshControl.Xds.Sessions;

namespace MeshControl.Xds.Diagnostics;

/// <summary>Where one stream stands; feeds proxy status.</summary>
public sealed record SessionSnapshot
{
    /// <summary>Node id and a counter.</summary>
    public required string ConnectionId { get; init; }

    public required ProxyIdentity Proxy { get; init; }

    /// <summary>`ip:port` of the other end.</summary>
    public required string Peer { get; init; }

    public required bool IsDelta { get; init; }

    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>The client's own version, for example `1.40.0`; empty where unknown.</summary>
    public required string ClientVersion { get; init; }

    /// <summary>One element for each type the stream asked for, in push order.</summary>
    public required ImmutableArray<TypeSnapshot> Types { get; init; }

    internal static SessionSnapshot Of(AdsSession session, StreamState state) => new()
    {
        ConnectionId = session.ConnectionId,
        Proxy = session.Proxy,
        Peer = session.Peer,
        IsDelta = session.IsDelta,
        ConnectedAt = session.ConnectedAt,
        ClientVersion = session.Client.Version,
        Types = [.. state.Subscriptions.OrderBy(subscription => subscription.Type.Rank).Select(TypeSnapshot.Of)],
    };
}
