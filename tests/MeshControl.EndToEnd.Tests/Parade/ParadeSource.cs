using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;
using MeshControl.Model.Proxies;
using MeshControl.Xds.Catalog;
using MeshControl.Xds.Sessions;

namespace MeshControl.EndToEnd.Tests.Parade;

/// <summary>Serves every stream one configuration, whoever it is for, until the next is shown.</summary>
internal sealed class ParadeSource : IProxyConfigSource
{
    private readonly ProxyCatalog _catalog = new();
    private ProxyConfig _config = WithMark(new ProxyConfig(default, ResourceView.Empty, ResourceView.Empty, ResourceView.Empty, ResourceView.Empty, []), 0);
    private int _shown;

    public bool IsReady => true;

    public ValueTask<IProxySubscription> ConnectAsync(ProxyIdentity proxy, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IProxySubscription>(_catalog.Connect(proxy, _config));

    /// <summary>Shows a configuration; returns the name of a route table that only this one has, the last thing that an Envoy takes of it.</summary>
    public string Show(ProxyConfig config)
    {
        _config = WithMark(config, ++_shown);
        foreach (var entry in _catalog.Entries)
        {
            entry.Config.Publish(_config);
        }

        return MarkName(_shown);
    }

    private static string MarkName(int number) => $"parade-{number}";

    private static ProxyConfig WithMark(ProxyConfig config, int number)
    {
        var table = new RouteTable(new RouteConfiguration { Name = MarkName(number) }, []);
        var listener = ResourceEncoder.Encode(ResourceType.Listener, MarkName(number), Listener(MarkName(number)));
        return new ProxyConfig(
            config.Revision, config.Clusters, config.Endpoints, new ResourceView([.. config.Listeners.Parts, ResourceSet.Create([listener])]),
            config.Extensions, config.RouteTables.Add(new RouteTableSet([table])));
    }

    private static Listener Listener(string name)
    {
        var manager = new Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager
        {
            StatPrefix = name,
            Rds = new()
            {
                RouteConfigName = name,
                ConfigSource = new() { Ads = new(), ResourceApiVersion = Envoy.Config.Core.V3.ApiVersion.V3, InitialFetchTimeout = new Duration() },
            },
            HttpFilters =
            {
                new Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpFilter
                {
                    Name = "envoy.filters.http.router", TypedConfig = Any.Pack(new Envoy.Extensions.Filters.Http.Router.V3.Router()),
                },
            },
        };
        return new Listener
        {
            Name = name,
            Address = new() { SocketAddress = new() { Address = "127.0.0.1", PortValue = 1 } },
            BindToPort = false,
            FilterChains = { new FilterChain { Filters = { new Filter { Name = "envoy.filters.network.http_connection_manager", TypedConfig = Any.Pack(manager) } } } },
        };
    }
}
