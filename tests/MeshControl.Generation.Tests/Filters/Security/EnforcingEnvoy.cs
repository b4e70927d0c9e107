using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Rendering;
using MeshControl.Generation.Tests.Listeners;
using MeshControl.Testing.Envoys;
using EnvoyBootstrap = Envoy.Config.Bootstrap.V3.Bootstrap;

namespace MeshControl.Generation.Tests.Filters.Security;

/// <summary>A real Envoy with one listener for each policy: the connection manager a sidecar gets, in front of an answer of 200.</summary>
internal sealed class EnforcingEnvoy : IAsyncDisposable
{
    private readonly EnvoyProcess _envoy;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    private EnforcingEnvoy(EnvoyProcess envoy) => _envoy = envoy;

    public static async Task<EnforcingEnvoy> StartAsync(IEnumerable<(int Port, string Policy)> policies)
    {
        var bootstrap = new EnvoyBootstrap { StaticResources = new EnvoyBootstrap.Types.StaticResources() };
        bootstrap.StaticResources.Listeners.Add(policies.Select(item => Listener(item.Port, item.Policy)));
        var json = new JsonFormatter(JsonFormatter.Settings.Default.WithTypeRegistry(MessageTypes.Registry)).Format(bootstrap);
        var admin = "{\"admin\": {\"address\": {\"socketAddress\": {\"address\": \"127.0.0.1\", \"portValue\": {admin}}}}, " + json.TrimStart()[1..];
        return new EnforcingEnvoy(await EnvoyProcess.StartAsync(new EnvoyOptions { Bootstrap = admin }));
    }

    /// <summary>The status of a request written as `METHOD path [header: value]...`, the path sent as it is.</summary>
    public async Task<int> StatusAsync(int port, string request)
    {
        var parts = request.Split(' ', 3);
        var uri = new Uri($"http://127.0.0.1:{port}{parts[1]}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var message = new HttpRequestMessage(new HttpMethod(parts[0]), uri);
        foreach (var header in parts.Length < 3 ? [] : parts[2].Split("; "))
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            message.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }

        using var response = await _client.SendAsync(message);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _envoy.DisposeAsync();
    }

    private static Listener Listener(int port, string policy)
    {
        var chain = new PolicyFixture(policy).Inbound().FilterChains.First(item => item.Name == "0.0.0.0_8080" && item.TransportSocket is null);
        var manager = chain.Http();
        manager.RouteConfig = new RouteConfiguration
        {
            VirtualHosts =
            {
                new VirtualHost
                {
                    Name = "all", Domains = { "*" },
                    Routes = { new Route { Match = new RouteMatch { Prefix = "/" }, DirectResponse = new DirectResponseAction { Status = 200 } } },
                },
            },
        };
        return new Listener
        {
            Name = $"policy-{port}",
            Address = new() { SocketAddress = new() { Address = "127.0.0.1", PortValue = (uint)port } },
            FilterChains = { new FilterChain { Filters = { new Filter { Name = chain.Filters[^1].Name, TypedConfig = Any.Pack(manager) } } } },
        };
    }
}
