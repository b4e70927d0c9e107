using MeshControl.Generation.Output;
using MeshControl.Testing.Time;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Sessions;
using MeshControl.Xds.Tests.Host;

namespace MeshControl.Xds.Tests.Model;

/// <summary>
/// random legal clients against random changes, with requests and responses under way at the same time. When everything has come to rest,
/// the client holds exactly what the mesh is.
/// </summary>
public sealed class RandomClientTests
{
    private const int Seeds = 300;
    private const int Steps = 250;
    private static readonly string[] Services = ["c1", "c2", "c3", "c4", "c5"];
    private static readonly string[] Tables = ["r1", "r2", "r3"];

    [Theory]
    [InlineData(true, RouteDelivery.VirtualHost)]
    [InlineData(true, RouteDelivery.Table)]
    [InlineData(false, RouteDelivery.Table)]
    public void R_12_a_random_client_ends_with_what_the_mesh_is(bool isDelta, RouteDelivery delivery)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var run = new Run(seed, isDelta, delivery);
            try
            {
                run.Play();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.Message}\n{string.Join('\n', run.Journal.TakeLast(80))}", e);
            }
        }
    }

    private sealed class Run
    {
        private readonly Random _random;
        private readonly bool _isDelta;
        private readonly RouteDelivery _delivery;
        private readonly FakeClock _clock = new();
        private readonly TestSource _source;
        private readonly ResponseBodyCache _bodies = new();
        private readonly ModelClient _client;
        private readonly Queue<AdsReply> _underWay = new();
        private AdsStream _stream;

        public Run(int seed, bool isDelta, RouteDelivery delivery)
        {
            _random = new Random(seed);
            _isDelta = isDelta;
            _delivery = delivery;
            _source = new TestSource(TestMesh.Of(3).Host("r2", "c1:80"));
            _client = new ModelClient(isDelta);
            _stream = Connect();
            _client.Begin(ResourceType.Cluster);
            _client.Begin(ResourceType.Listener);
            _client.Want(ResourceType.Route, "r1");
        }

        public List<string> Journal { get; } = [];

        public void Play()
        {
            for (var i = 0; i < Steps; i++)
            {
                Step();
            }

            // A last change of everything makes good what came along with something rejected.
            Note("last change");
            _source.Push(mesh => mesh.Cluster("c1", "last").Endpoints("c1", 9).Listener("l1", "last").Host("r1", "last:80").Host("r2", "last:80").Host("r3", "last:80"));
            _client.Want(ResourceType.Endpoint, "c1");
            ComeToRest();
            _source.Push(mesh => mesh.Endpoints("c1", 10).Host("r1", "last:80", "c2").Host("r2", "last:80", "c2").Host("r3", "last:80", "c2"));
            ComeToRest();
            Check();
        }

        private AdsStream Connect()
        {
            var proxy = _source.ConnectAsync(null!, default).AsTask().Result;
            var traits = new ClientTraits(false, true, "1.40.0");
            IAdsProtocol protocol = _isDelta ? DeltaProtocol.Instance : StateOfTheWorldProtocol.Instance;
            var options = new AdsOptions { RouteDelivery = _delivery, MaxResponseBytes = _random.Next(3) == 0 ? 300 : 1_000_000 };
            return new AdsStream(new StreamState(protocol, traits, proxy, NoSecrets.Instance, options, _bodies, NoObserver.Instance, _clock));
        }

        private void Step()
        {
            switch (_random.Next(12))
            {
                case 0 or 1 or 2:
                    ServerReads();
                    break;
                case 3 or 4:
                    ServerSends();
                    break;
                case 5 or 6 or 7:
                    ClientReads(mayReject: true);
                    break;
                case 8:
                    Edit();
                    break;
                case 9:
                    Subscribe();
                    break;
                case 10 when _random.Next(4) == 0:
                    _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(3000)));
                    break;
                case 11 when _random.Next(8) == 0:
                    Note("reconnect");
                    _underWay.Clear();
                    _stream = Connect();
                    _client.Reconnect(_random);
                    break;
            }
        }

        private bool ServerReads()
        {
            if (!_client.Outbox.TryDequeue(out var request))
            {
                return false;
            }

            Note($"> {request.Type} {string.Join(',', request.Names)} -{string.Join(',', request.Unsubscribed)} n={request.Nonce} v={request.Version} {request.Error}");
            _stream.Receive(request);
            return true;
        }

        private bool ServerSends()
        {
            if (_stream.Next() is not { } response)
            {
                return false;
            }

            var bytes = response.Payload.Segments.ToArray().SelectMany(segment => segment.ToArray()).ToArray();
            var reply = _isDelta
                ? AdsReply.Of(global::Envoy.Service.Discovery.V3.DeltaDiscoveryResponse.Parser.ParseFrom(bytes))
                : AdsReply.Of(global::Envoy.Service.Discovery.V3.DiscoveryResponse.Parser.ParseFrom(bytes));
            Note($"< {reply} n={reply.Nonce}");
            _underWay.Enqueue(reply);
            return true;
        }

        private bool ClientReads(bool mayReject)
        {
            if (!_underWay.TryDequeue(out var reply))
            {
                return false;
            }

            var bad = mayReject && reply.Resources.Count > 0 && _random.Next(12) == 0 ? reply.Names[_random.Next(reply.Names.Length)] : null;
            Note($"  read n={reply.Nonce} reject={bad}");
            _client.Receive(reply, bad);
            return true;
        }

        private void Edit()
        {
            var service = Services[_random.Next(Services.Length)];
            var table = Tables[_random.Next(Tables.Length)];
            var mark = $"{_random.Next(1000)}";
            var kind = _random.Next(8);
            Note($"edit {kind} {service} {table} {mark}");
            _source.Push(mesh => _ = kind switch
            {
                0 => mesh.Cluster(service, mark).Endpoints(service),
                1 => mesh.Endpoints(service, _random.Next(1, 9999)),
                2 => mesh.RemoveCluster(service).RemoveTable("r3"),
                3 => mesh.Listener("l" + service, mark),
                4 => mesh.RemoveListener("l" + service),
                5 => mesh.Host(table, service + ":80", Services[_random.Next(Services.Length)]),
                6 => mesh.Table(table).RemoveHost(table, service + ":80"),
                _ => mesh.Host(table, $"h{mark}:80"),
            });
        }

        private void Subscribe()
        {
            var table = Tables[_random.Next(Tables.Length)];
            Note($"subscribe {table}");
            if (_random.Next(3) == 0)
            {
                _client.Drop(ResourceType.Route, table);
            }
            else
            {
                _client.Want(ResourceType.Route, table);
            }
        }

        private void ComeToRest()
        {
            for (var round = 0; round < 200; round++)
            {
                var moved = false;
                while (ServerReads() | ServerSends() | ClientReads(mayReject: false))
                {
                    moved = true;
                }

                if (!moved && round > 3)
                {
                    return;
                }

                _clock.Advance(TimeSpan.FromSeconds(1));
            }

            Assert.Fail("client and server never come to rest");
        }

        private void Check()
        {
            var config = _source.Mesh.Build();
            foreach (var state in _client.Types.Where(state => state.IsOpen))
            {
                var view = config.View(state.Type, _isDelta ? _delivery : RouteDelivery.Table).Items
                    .Where(resource => state.Type == ResourceType.VirtualHost ? HasTable(VirtualHostDelivery.TableOf(resource.Name)) : state.IsWildcard || state.Wanted.Contains(resource.Name))
                    .ToDictionary(resource => resource.Name, resource => resource.Version);
                foreach (var (name, version) in view)
                {
                    var held = state.Held.GetValueOrDefault(name);
                    Assert.True(held == version || state.Rejected.GetValueOrDefault(name) == version, $"{state.Type} {name}: holds {held}, mesh has {version}");
                }

                foreach (var (name, version) in state.Held.Where(held => !view.ContainsKey(held.Key)))
                {
                    // Nothing is left of these but an empty assignment; tables of state of the world go when their listener does.
                    Assert.True(
                        (state.Type == ResourceType.Endpoint && version == TypeRules.EmptyAssignment(name).Version)
                        || (state.Type == ResourceType.Route && !_isDelta)
                        || (state.Type == ResourceType.VirtualHost && !HasTable(VirtualHostDelivery.TableOf(name))),
                        $"{state.Type} {name} is held but does not exist");
                }
            }

            var endpoints = _client.Of(ResourceType.Endpoint);
            Assert.True(endpoints.Awaited.All(name => !endpoints.Wanted.Contains(name) || endpoints.Rejected.ContainsKey(name)),
                $"still warming: {string.Join(' ', endpoints.Awaited)}");
        }

        private bool HasTable(string table) =>
            _client.Of(ResourceType.Route).Held.ContainsKey(table) && !_client.Of(ResourceType.Route).Rejected.ContainsKey(table);

        private void Note(string line) => Journal.Add(line);
    }

    private sealed class NoObserver : IStreamObserver
    {
        public static NoObserver Instance { get; } = new();

        public void Answered(ResourceSubscription subscription, bool accepted)
        {
        }

        public void Rejected(ResourceSubscription subscription, string nonce, string error)
        {
        }

        public void Expired(ResourceSubscription subscription)
        {
        }

        public void Skipped(ResourceSubscription subscription, int count)
        {
        }
    }
}
