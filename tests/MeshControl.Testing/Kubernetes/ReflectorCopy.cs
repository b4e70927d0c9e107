using System.Collections.Immutable;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Watching;

namespace MeshControl.Testing.Kubernetes;

/// <summary>Runs a reflector and keeps what its events say: the events themselves, and the copy of the objects that they make.</summary>
public sealed class ReflectorCopy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<ReflectorEvent> _events = [];
    private readonly Task _running;
    private ImmutableSortedDictionary<string, KubeObject> _objects = ImmutableSortedDictionary<string, KubeObject>.Empty;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReflectorCopy(KubeApi api, ApiResource resource, ReflectorOptions? options = null)
    {
        Reflector = new Reflector(api, resource, options);
        _running = Task.Run(RunAsync);
    }

    public Reflector Reflector { get; }

    /// <summary>Called for each event before it counts.</summary>
    public Action<ReflectorEvent>? OnEvent { get; init; }

    public IReadOnlyList<ReflectorEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    /// <summary>By <c>namespace/name</c>.</summary>
    public IReadOnlyDictionary<string, KubeObject> Objects
    {
        get
        {
            lock (_gate)
                return _objects;
        }
    }

    /// <summary>Waits until what has been seen so far satisfies the condition.</summary>
    public async Task WaitAsync(Func<ReflectorCopy, bool> condition, string what = "the condition")
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
                changed = _changed.Task;
            if (condition(this))
                return;
            if (_running.IsFaulted)
                await _running;
            try
            {
                await changed.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"{what} did not come true; seen: {string.Join(", ", Events.Select(Describe))}; objects: {string.Join(", ", Objects.Keys)}", late);
            }
        }
    }

    /// <summary>Waits for the n-th event of a type.</summary>
    public Task WaitForAsync<T>(int count = 1)
        where T : ReflectorEvent => WaitAsync(copy => copy.Events.OfType<T>().Count() >= count, $"{count} x {typeof(T).Name}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // As it was told.
        }

        _stop.Dispose();
    }

    private static string Describe(ReflectorEvent @event) => @event switch
    {
        ReflectorEvent.Replaced replaced => $"Replaced({replaced.Objects.Length})",
        ReflectorEvent.Upserted upserted => $"Upserted({upserted.Object.Metadata})",
        ReflectorEvent.Deleted deleted => $"Deleted({deleted.Object.Metadata})",
        ReflectorEvent.Unavailable unavailable => $"Unavailable({unavailable.Cause}: {unavailable.Reason})",
        _ => @event.GetType().Name,
    };

    private async Task RunAsync()
    {
        await foreach (var @event in Reflector.RunAsync(_stop.Token))
        {
            OnEvent?.Invoke(@event);
            lock (_gate)
            {
                _events.Add(@event);
                _objects = @event switch
                {
                    ReflectorEvent.Replaced replaced => replaced.Objects.ToImmutableSortedDictionary(o => o.Metadata.ToString(), o => o, StringComparer.Ordinal),
                    ReflectorEvent.Upserted upserted => _objects.SetItem(upserted.Object.Metadata.ToString(), upserted.Object),
                    ReflectorEvent.Deleted deleted => _objects.Remove(deleted.Object.Metadata.ToString()),
                    _ => _objects,
                };
                _changed.SetResult();
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
