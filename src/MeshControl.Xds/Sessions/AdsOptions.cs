using MeshControl.Generation.Output;

namespace MeshControl.Xds.Sessions;

/// <summary>What can be set about ADS streams.</summary>
public sealed record AdsOptions
{
    /// <summary>How Envoys on delta streams take route tables; others always take whole tables.</summary>
    public RouteDelivery RouteDelivery { get; init; } = RouteDelivery.VirtualHost;

    /// <summary>How long an unanswered response holds back newer content of its type; a client that lets it pass is not waited for again until it answers.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long removed clusters stay when the listeners and routes that used them are not acknowledged.</summary>
    public TimeSpan RemovalDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long changed listeners and routes wait for a proxy to ask for the endpoints of new clusters.</summary>
    public TimeSpan WarmingDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After this time the names of a request with an outdated nonce count, if no newer request came.</summary>
    public TimeSpan StaleNonceGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes after which a response is cut into several, where the protocol allows it.</summary>
    public int MaxResponseBytes { get; init; } = 3_670_016;

    /// <summary>Names a stream may subscribe to, per type.</summary>
    public int MaxNames { get; init; } = 100_000;
}
