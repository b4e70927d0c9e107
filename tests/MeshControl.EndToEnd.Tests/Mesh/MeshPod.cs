using System.Globalization;
using System.Net;
using MeshControl.EndToEnd.Tests.Apps;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Generation.Bootstrap;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Core;
using MeshControl.Testing.Envoys;

namespace MeshControl.EndToEnd.Tests.Mesh;

/// <summary>A pod: a namespace with an app, a client, and a stock Envoy in front of both where the pod has one.</summary>
internal sealed class MeshPod : IAsyncDisposable
{
    private readonly NetworkNamespace _place;
    private readonly Func<string, IPAddress> _resolve;
    private readonly List<FirstBytesApp> _raw = [];
    private EchoApp? _app;
    private EnvoyProcess? _envoy;

    public MeshPod(NetworkNamespace place, string name, string address, Func<string, IPAddress> resolve)
    {
        _place = place;
        _resolve = resolve;
        Name = name;
        Address = address;
        Client = NewClient();
    }

    /// <summary>Where further servers of this pod can be put.</summary>
    public NetworkNamespace Place => _place;

    public string Name { get; }

    public string Address { get; }

    /// <summary>Sends requests as the app of this pod would.</summary>
    public PodClient Client { get; }

    public bool HasEnvoy => _envoy is not null;

    public EnvoyProcess Envoy => _envoy ?? throw new InvalidOperationException($"{Name} has no proxy");

    /// <summary>The requests that the pod's app received.</summary>
    public IReadOnlyCollection<EchoAnswer> Received => _app?.Received ?? [];

    /// <summary>The first bytes that the pod's ports named `raw` received, by connection.</summary>
    public IEnumerable<string> FirstBytes => _raw.SelectMany(raw => raw.Received);

    /// <summary>A client that shares no connections with <see cref="Client"/>.</summary>
    public PodClient NewClient() => new(_place, _resolve);

    /// <summary>Connections of this pod, for a load that lasts.</summary>
    public SocketsHttpHandler NewHandler() => PodClient.Handler(_place, _resolve);

    /// <summary>Starts the pod's app; a port named `raw` sends first bytes back.</summary>
    public async Task StartAppAsync(IReadOnlyList<ContainerPort> ports)
    {
        _app = await EchoApp.StartAsync(_place, Name, ports.Where(port => port.Name != "raw"));
        _raw.AddRange(ports.Where(port => port.Name == "raw").Select(port => new FirstBytesApp(_place, port.Number)));
    }

    /// <summary>Starts the pod's Envoy and returns when it is ready; a sidecar gets the pod's traffic redirected to it.</summary>
    public async Task StartEnvoyAsync(ProxyIdentity identity, IPAddress node, bool usesStateOfTheWorld)
    {
        if (identity.Type == ProxyType.Sidecar)
        {
            _place.Run("iptables-restore", [], SidecarRules.Text);
        }

        var request = new BootstrapRequest
        {
            Proxy = identity, DiscoveryHost = node.ToString(), DiscoveryPort = MeshServer.AdsPort, UsesStateOfTheWorld = usesStateOfTheWorld,
        };
        var id = SidecarRules.ProxyId.ToString(CultureInfo.InvariantCulture);
        _envoy = await EnvoyProcess.StartAsync(new EnvoyOptions
        {
            Bootstrap = ResourceJson.Of(BootstrapRenderer.Render(request)).ToJsonString(),
            AdminPort = request.AdminPort,
            AdminSocket = _place.CreateSocket,
            CommandPrefix = [.. _place.CommandPrefix, "setpriv", "--reuid", id, "--regid", id, "--clear-groups"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_envoy is not null)
        {
            await _envoy.DisposeAsync();
        }

        foreach (var raw in _raw)
        {
            await raw.DisposeAsync();
        }

        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
