using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Watching;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Mesh;
using MeshControl.Server.Sources;
using MeshControl.Server.Sources.Kubernetes;
using MeshControl.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Kubernetes;

/// <summary>A fake API server, the source that follows it, and a store that takes what the source reports.</summary>
internal sealed class FollowedCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly KubeApi _api;
    private readonly CancellationTokenSource _stop = new();
    private readonly ResourceStore _store = new();
    private Task _running = Task.CompletedTask;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FollowedCluster(FakeApiServer server, KubernetesSourceOptions options)
    {
        Server = server;
        _api = server.Connect();
        Source = new KubernetesSource(_api, options, TimeProvider.System, NullLogger<KubernetesSource>.Instance);
    }

    public static KubernetesSourceOptions Options { get; } = new()
    {
        ProbeInterval = TimeSpan.FromMilliseconds(20),
        AbsenceGrace = TimeSpan.FromMilliseconds(200),
        Following = new ReflectorOptions { BackoffFirst = TimeSpan.FromMilliseconds(5), BackoffLimit = TimeSpan.FromMilliseconds(50), ProbeInterval = TimeSpan.FromMilliseconds(20) },
    };

    public FakeApiServer Server { get; }

    public KubernetesSource Source { get; }

    /// <summary>Every update since the start; only under <see cref="Look{T}"/>.</summary>
    public List<SourceUpdate> Updates { get; } = [];

    public MeshConfig? Mesh { get; private set; }

    public static async Task<FollowedCluster> StartAsync(Action<FakeApiServer>? prepare = null, KubernetesSourceOptions? options = null)
    {
        var server = await FakeApiServer.StartAsync();
        prepare?.Invoke(server);
        var cluster = new FollowedCluster(server, options ?? Options);
        cluster._running = cluster.Source.RunAsync(cluster.Take, cluster._stop.Token);
        return cluster;
    }

    /// <summary>Waits until the store is as it should be; fails with what it is instead.</summary>
    public async Task UntilAsync(Func<ResourceStore, bool> condition, Func<ResourceStore, string>? describe = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (Updates.Count > 0 && condition(_store))
                {
                    return;
                }

                news = _news.Task;
            }

            var first = await Task.WhenAny(news, _running, Task.Delay(Timeout.InfiniteTimeSpan, patience.Token));
            if (first != news)
            {
                await (first == _running ? _running : Task.CompletedTask);
                Assert.Fail(describe is not null
                    ? $"{Look(describe)}; troubles: {string.Join("; ", Source.Troubles)}; waiting: {string.Join("; ", Source.Waiting)}"
                    : $"the store holds {string.Join(", ", Look(store => store.All.Select(resource => resource.Key).Order().ToList()))}; findings: {string.Join("; ", Look(store => store.Findings))}");
            }
        }
    }

    public Task SyncedAsync() => UntilAsync(_ => true);

    public Task UntilAsync(string key, Func<Resource, bool> condition) => UntilAsync(store => store.Find(Key(key)) is { } found && condition(found));

    public Task UntilThereAsync(string key) => UntilAsync(key, _ => true);

    public Task UntilGoneAsync(string key) => UntilAsync(store => store.Find(Key(key)) is null);

    public T Look<T>(Func<ResourceStore, T> look)
    {
        lock (_gate)
        {
            return look(_store);
        }
    }

    public bool Has(string key) => Look(store => store.Find(Key(key)) is not null);

    public static ResourceKey Key(string text) => text.Split('/') is [var kind, var ns, var name] ? new(kind, ns, name) : new(text.Split('/')[0], "", text.Split('/')[1]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(static _ => { }, TaskScheduler.Default);
        _api.Dispose();
        _stop.Dispose();
        await Server.DisposeAsync();
    }

    private void Take(SourceUpdate update)
    {
        lock (_gate)
        {
            Updates.Add(update);
            _store.Apply(update.Events);
            Mesh = update.Settings?.Mesh ?? Mesh;
            _news.SetResult();
            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
