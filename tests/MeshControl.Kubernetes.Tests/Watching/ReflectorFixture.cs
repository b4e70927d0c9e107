using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Watching;
using MeshControl.Testing.Kubernetes;
using MeshControl.Testing.Time;

namespace MeshControl.Kubernetes.Tests.Watching;

/// <summary>A fake API server with one ConfigMap, a clock that moves only when told, and what tests of the reflector ask of both.</summary>
public abstract class ReflectorFixture : IAsyncLifetime
{
    // The longest of all random delays.
    protected const double Jitter = 1;

    protected static readonly ApiResource Gateways = new("networking.istio.io", "v1", "gateways", "Gateway", Namespaced: true);
    protected static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);

    // The defaults are half a minute each, as is a request's own limit: on a clock that knows timers by their length they must differ.
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(29);
    protected static readonly TimeSpan Probe = TimeSpan.FromSeconds(31);

    protected FakeClock Clock { get; } = new();
    protected FakeApiServer Server { get; private set; } = null!;
    protected KubeApi Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await FakeApiServer.StartAsync();
        Api = Server.Connect(Clock);
        Put("one");
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
    }

    protected static ReflectorOptions Options(ReflectorOptions? options = null) => (options ?? new ReflectorOptions()) with { Jitter = () => Jitter, BackoffLimit = Limit, ProbeInterval = Probe };

    protected ReflectorCopy Follow(ReflectorOptions? options = null) => new(Api, FakeKinds.ConfigMaps, Options(options));

    protected async Task<ReflectorCopy> SyncedAsync()
    {
        var copy = Follow();
        await copy.WaitForAsync<ReflectorEvent.Synced>();
        await WatchingAsync(1);
        return copy;
    }

    protected void Put(string name) => Server.Put($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"default","name":"{{{name}}}"},"data":{"a":"b"}}""");

    protected void ServeGateways()
    {
        Server.Serve(Gateways);
        Server.Put("""{"apiVersion":"networking.istio.io/v1","kind":"Gateway","metadata":{"namespace":"default","name":"edge"},"spec":{"servers":[]}}""");
    }

    protected List<RecordedRequest> Lists() => [.. Server.Requests.Where(request => request.Verb == "list")];

    protected List<RecordedRequest> Watches() => [.. Server.Requests.Where(request => request.Verb == "watch")];

    /// <summary>The n-th watch is open at the server.</summary>
    protected Task WatchingAsync(int count) => Eventually.IsAsync(() => Watches().Count == count && Server.OpenWatches() == 1);

    /// <summary>The reflector has taken up its watch again.</summary>
    protected async Task HearsAsync(ReflectorCopy copy, int count)
    {
        Put($"heard-{count}");
        await copy.WaitForAsync<ReflectorEvent.Upserted>(count);
    }

    /// <summary>The reflector waits as long as that, which then passes.</summary>
    protected async Task BackoffAsync(TimeSpan delay)
    {
        await Clock.WaitForTimerAsync(delay).WaitAsync(TimeSpan.FromSeconds(60));
        Clock.Advance(delay);
    }
}
