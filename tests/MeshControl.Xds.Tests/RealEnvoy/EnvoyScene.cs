using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Testing.Envoys;
using MeshControl.Testing.Traffic;
using MeshControl.Xds.Sessions;
using MeshControl.Xds.Tests.Host;

namespace MeshControl.Xds.Tests.RealEnvoy;

/// <summary>Two apps, a discovery service, a stock Envoy that routes to the apps by it.</summary>
internal sealed class EnvoyScene : IAsyncDisposable
{
    private readonly AdsOptions? _options;

    private EnvoyScene(HttpApp a, HttpApp b, AdsOptions? options)
    {
        A = a;
        B = b;
        _options = options;
        Port = FreePort.Next();
        Mesh = new TestMesh().Host("r1", "web:80", "a").Host("r1", "other:80", "a").Listener(Listener("l1", Port, "r1"));
        App(Mesh, "a", a);
        App(Mesh, "b", b);
    }

    public HttpApp A { get; }

    public HttpApp B { get; }

    public TestMesh Mesh { get; }

    public AdsTestHost Server { get; private set; } = null!;

    public EnvoyProcess Envoy { get; private set; } = null!;

    /// <summary>Where listener l1 with table r1 listens.</summary>
    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public TestSource Source => Server.Source;

    public static async Task<EnvoyScene> StartAsync(bool isDelta = true, AdsOptions? options = null, Action<EnvoyScene>? arrange = null)
    {
        var scene = new EnvoyScene(await HttpApp.StartAsync("a"), await HttpApp.StartAsync("b"), options);
        arrange?.Invoke(scene);
        scene.Server = await AdsTestHost.StartAsync(scene.Mesh, options, clock: TimeProvider.System);
        scene.Envoy = await EnvoyProcess.StartAsync(new EnvoyOptions { Bootstrap = AdsBootstrap.For(scene.Server.Address.Port, isDelta) });
        return scene;
    }

    /// <summary>Kills the discovery service and starts another one at the same address, over the same mesh.</summary>
    public async Task RestartServerAsync(Action<TestMesh>? meanwhile = null)
    {
        var port = Server.Address.Port;
        await Server.DisposeAsync();
        meanwhile?.Invoke(Mesh);
        Server = await AdsTestHost.StartAsync(Mesh, _options, port, TimeProvider.System);
    }

    /// <summary>A cluster with its endpoint over EDS.</summary>
    public static TestMesh App(TestMesh mesh, string name, HttpApp app, string mark = "") => mesh.Cluster(name, mark).Endpoints(name, app.Port);

    /// <summary>An HTTP listener that takes the table by RDS.</summary>
    public static Listener Listener(string name, int port, string table, string mark = "")
    {
        var manager = new HttpConnectionManager
        {
            StatPrefix = name + mark,
            Rds = new Rds
            {
                RouteConfigName = table,
                ConfigSource = new ConfigSource { Ads = new AggregatedConfigSource(), ResourceApiVersion = ApiVersion.V3, InitialFetchTimeout = new Duration() },
            },
            HttpFilters = { new HttpFilter { Name = "envoy.filters.http.router", TypedConfig = Any.Pack(new Router()) } },
        };
        var filter = new Filter { Name = "envoy.filters.network.http_connection_manager", TypedConfig = Any.Pack(manager) };
        return new Listener
        {
            Name = name,
            Address = new Address { SocketAddress = new SocketAddress { Address = "127.0.0.1", PortValue = (uint)port } },
            FilterChains = { new FilterChain { Filters = { filter } } },
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (Envoy is not null)
        {
            await Envoy.DisposeAsync();
        }

        await Server.DisposeAsync();
        await A.DisposeAsync();
        await B.DisposeAsync();
    }
}
