using System.Text.Json;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Listener.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Simulation;
using MeshControl.Testing.Envoys;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>One real Envoy that holds the proxies of many configurations at once, each behind ports of its own.</summary>
internal sealed class EnvoyBatch(TestIdentities identities) : IAsyncDisposable
{
    // Numbers for listeners that open no port.
    private const int FirstHandedPort = 33_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-differential-");
    private readonly Dictionary<(int Mesh, Arrival Entry, int Port), int> _ports = [];
    private readonly Dictionary<(int Mesh, Arrival Entry), int> _doors = [];
    private int _handed = FirstHandedPort;
    private EnvoyProcess? _envoy;

    public static async Task<EnvoyBatch> StartAsync(IReadOnlyList<TestMesh> meshes, EchoServer echo, TestIdentities identities)
    {
        var batch = new EnvoyBatch(identities);
        var clusters = new DiscoveryResponse { VersionInfo = "1", TypeUrl = "type.googleapis.com/envoy.config.cluster.v3.Cluster" };
        var listeners = new DiscoveryResponse { VersionInfo = "1", TypeUrl = "type.googleapis.com/envoy.config.listener.v3.Listener" };
        for (var i = 0; i < meshes.Count; i++)
        {
            foreach (var (entry, resources) in meshes[i].Proxies)
            {
                var prefix = $"{i}{entry.ToString()[0]};";
                clusters.Resources.Add(meshes[i].ClusterNames[entry].Select(name => Any.Pack(TestClusters.Of(resources.Cluster(name)!, resources, prefix, echo.PortFor))));
                listeners.Resources.Add(batch.Listeners(i, entry, resources, prefix).Select(Any.Pack));
            }
        }

        await File.WriteAllBytesAsync(batch.InFolder("cds.pb"), clusters.ToByteArray());
        await File.WriteAllBytesAsync(batch.InFolder("lds.pb"), listeners.ToByteArray());
        batch._envoy = await EnvoyProcess.StartAsync(new EnvoyOptions
        {
            Bootstrap = $$"""
                node: { id: differential, cluster: differential }
                admin: { address: { socket_address: { address: 127.0.0.1, port_value: {admin} } } }
                dynamic_resources:
                  cds_config: { resource_api_version: V3, path_config_source: { path: "{{batch.InFolder("cds.pb")}}" } }
                  lds_config: { resource_api_version: V3, path_config_source: { path: "{{batch.InFolder("lds.pb")}}" } }
                """,
            Arguments = ["--file-flush-interval-msec", "100", "--component-log-level", "misc:error,config:error"],
            Patience = TimeSpan.FromSeconds(15),
        });
        return batch;
    }

    public bool IsRunning => _envoy!.IsRunning;

    public string Log => _envoy!.LogText;

    /// <summary>Sends calls, several at a time, and returns what Envoy did with each.</summary>
    public async Task<Observation[]> SendAsync(IReadOnlyList<Call> calls)
    {
        var seen = new Observation[calls.Count];
        await Parallel.ForAsync(0, calls.Count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var call = calls[i];
            var port = call.Connection.DestinationPort;
            var door = call.Entry == Arrival.Direct ? _ports.GetValueOrDefault((call.Mesh, call.Entry, port)) : _doors[(call.Mesh, call.Entry)];
            seen[i] = door == 0
                ? new Observation(0, [], "nothing listens")
                : await CallClient.SendAsync(call, door, call.Entry == Arrival.Outbound ? _ports.GetValueOrDefault((call.Mesh, call.Entry, port), port) : port, identities);
        });
        var lines = await LogAsync();
        return [.. seen.Select((item, i) => item with { Log = lines.GetValueOrDefault(calls[i].Number) })];
    }

    public async ValueTask DisposeAsync()
    {
        if (_envoy is not null)
        {
            await _envoy.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private IEnumerable<Listener> Listeners(int mesh, Arrival entry, ProxyResources resources, string prefix)
    {
        var rewriting = new TestListeners(resources, prefix, InFolder("access.log"), identities);
        foreach (var listener in resources.Listeners)
        {
            var port = (int)listener.Address.SocketAddress.PortValue;
            var isDoor = entry switch
            {
                Arrival.Outbound => listener.UseOriginalDst is true,
                Arrival.Inbound => listener.Name == "virtualInbound",
                _ => true,
            };
            if (isDoor)
            {
                var real = FreePort.Next();
                _doors[(mesh, entry)] = real;
                _ports[(mesh, entry, port)] = real;
                yield return rewriting.Of(listener, real, binds: true);
            }
            else if (entry == Arrival.Outbound && listener.BindToPort is false)
            {
                // Listeners of one port keep sharing one.
                if (!_ports.TryGetValue((mesh, entry, port), out var handed))
                {
                    handed = _ports[(mesh, entry, port)] = _handed++;
                }

                yield return rewriting.Of(listener, handed, binds: false);
            }
        }
    }

    // Envoy writes the file a moment after it answered.
    private async Task<Dictionary<int, AccessLine>> LogAsync()
    {
        var length = -1L;
        for (var quiet = 0; quiet < 3;)
        {
            await Task.Delay(100);
            var now = File.Exists(InFolder("access.log")) ? new FileInfo(InFolder("access.log")).Length : 0;
            quiet = now == length ? quiet + 1 : 0;
            length = now;
        }

        var lines = new Dictionary<int, AccessLine>();
        foreach (var line in length > 0 ? File.ReadLines(InFolder("access.log")) : [])
        {
            using var json = JsonDocument.Parse(line);
            string Text(string name) => json.RootElement.GetProperty(name).ValueKind == JsonValueKind.String ? json.RootElement.GetProperty(name).GetString()! : "";
            var cluster = Text("cluster");
            var number = int.TryParse(Text("pair"), out var pair) ? pair : int.Parse(Text("remote").Split(':')[^1]) - 1024;
            lines[number] = new AccessLine(cluster.Contains(';') ? cluster[(cluster.IndexOf(';') + 1)..] : cluster, Text("route"), Text("chain"), Text("flags"), Text("details"));
        }

        return lines;
    }
}
