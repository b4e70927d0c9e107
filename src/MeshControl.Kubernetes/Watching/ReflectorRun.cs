using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Kubernetes.Watching;

/// <summary>The reflector's states: listing while <see cref="_version"/> is null, else watching from there.</summary>
internal sealed class ReflectorRun(KubeApi api, ApiResource resource, ReflectorOptions options, ChannelReader<bool> probe)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortWatch = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = api.Time;
    private readonly FailurePolicy _failures = new(options, api.Time);

    // The first list may be as old as the server's cache is; later ones must not go back in time.
    private string _listFrom = "0";
    private string? _version;
    private int _shortWatches;
    private KubeApiException? _failure;

    public async IAsyncEnumerable<ReflectorEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            _failure = null;
            var watching = _version is not null;
            await foreach (var @event in watching ? WatchAsync(cancellationToken) : ListAsync(cancellationToken))
                yield return @event;
            if (_failure is null)
                continue;
            var verdict = _failures.Judge(_failure, watching);
            if (verdict.Relist)
                _version = null;
            if (_failure.IsExpired || _failure.IsNotFound)
                _listFrom = "";
            foreach (var @event in verdict.Events)
                yield return @event;
            await WaitAsync(verdict.Delay, cancellationToken);
        }
    }

    private async IAsyncEnumerable<ReflectorEvent> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ((var objects, var version), _failure) = await TryAsync(() => AllPagesAsync(cancellationToken));
        if (_failure is not null)
            yield break;
        _version = version;
        _listFrom = "";
        _failures.Succeeded();
        yield return new ReflectorEvent.Replaced(objects);
        yield return new ReflectorEvent.Synced();
    }

    private async IAsyncEnumerable<ReflectorEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = _time.GetUtcNow();
        (var opened, _failure) = await TryAsync(() => api.OpenWatchAsync(resource, NextWatch(), cancellationToken));
        if (opened is null)
            yield break;
        await using var watch = opened;
        if (_failures.Succeeded())
            yield return new ReflectorEvent.Synced();
        await using var events = watch.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var heard = false;
        while (true)
        {
            (var more, _failure) = await TryAsync(() => events.MoveNextAsync().AsTask());
            if (!more)
                break;
            heard = true;
            var current = events.Current;
            if (current.Type == WatchEventType.Error)
            {
                // What the server says inside of a watch ends it; 410 is what it usually says.
                (_version, _failure) = (null, current.Error);
                yield break;
            }

            if (Translate(current) is { } @event)
                yield return @event;
            // Only now: a consumer that stops here has had everything up to the version it would resume from.
            if (current.Object.Metadata.ResourceVersion is { Length: > 0 } version)
                _version = version;
            _failures.Progressed();
        }

        if (_failure is null)
            await EndedAsync(heard, started, cancellationToken);
    }

    private static ReflectorEvent? Translate(WatchEvent @event) => @event.Type switch
    {
        WatchEventType.Added or WatchEventType.Modified => new ReflectorEvent.Upserted(@event.Object),
        WatchEventType.Deleted => new ReflectorEvent.Deleted(@event.Object),
        _ => null,
    };

    private WatchOptions NextWatch()
    {
        var timeout = options.WatchTimeout * (1 + options.Jitter());
        return new WatchOptions
        {
            Namespace = options.Namespace,
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            ResourceVersion = _version,
            Timeout = timeout,
            Silence = timeout + Grace,
            Trim = options.Trim,
        };
    }

    private async Task<(ImmutableArray<KubeObject> Objects, string Version)> AllPagesAsync(CancellationToken cancellationToken)
    {
        var list = new ListOptions
        {
            Namespace = options.Namespace,
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            ResourceVersion = _listFrom,
            Limit = options.PageSize,
            Trim = options.Trim,
        };
        var objects = ImmutableArray.CreateBuilder<KubeObject>();
        var version = "";
        await foreach (var page in api.ListAllAsync(resource, list, cancellationToken))
        {
            objects.AddRange(page.Items);
            version = page.ResourceVersion;
        }

        return (objects.DrainToImmutable(), version);
    }

    /// <summary>The server ends watches all the time; only one that ends again and again as soon as it has begun is slowed down.</summary>
    private async Task EndedAsync(bool heard, DateTimeOffset started, CancellationToken cancellationToken)
    {
        _shortWatches = !heard && _time.GetUtcNow() - started < ShortWatch ? _shortWatches + 1 : 0;
        if (_shortWatches > 2)
            await Task.Delay(_failures.NextDelay(), _time, cancellationToken);
    }

    /// <summary>A delay, or (null) until a probe is due or somebody says that the kind is there.</summary>
    private async Task WaitAsync(TimeSpan? delay, CancellationToken cancellationToken)
    {
        if (delay is { } known)
        {
            await Task.Delay(known, _time, cancellationToken);
            return;
        }

        using var due = new CancellationTokenSource(options.ProbeInterval, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
        try
        {
            await probe.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The interval is over.
        }
    }

    private static async Task<(T? Value, KubeApiException? Failure)> TryAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return (await step(), null);
        }
        catch (KubeApiException failure)
        {
            return (default, failure);
        }
    }
}
