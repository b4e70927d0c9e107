using MeshControl.Model.Proxies;

namespace MeshControl.Xds.Sessions;

/// <summary>Where streams get their configuration from; the server implements it over its configuration loop.</summary>
public interface IProxyConfigSource
{
    /// <summary>False until the first complete read of every source: streams are refused with UNAVAILABLE, so that no proxy deletes what it holds.</summary>
    bool IsReady { get; }

    /// <summary>
    /// Registers a proxy and waits for its first configuration. From then on every newer one is published to the subscription, also one that
    /// came between registration and return. Disposing the subscription ends it.
    /// </summary>
    ValueTask<IProxySubscription> ConnectAsync(ProxyIdentity proxy, CancellationToken cancellationToken);
}
