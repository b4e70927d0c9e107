using System.Collections.Immutable;

namespace MeshControl.Testing.Conformance;

/// <summary>
/// A source under test together with a consumer of it. The test changes what the source follows; the consumer reports every value it is told, and the test
/// compares its copy.
/// </summary>
public abstract class ConformanceSubject : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<string> _regressions = [];
    private ImmutableSortedDictionary<string, int> _copy = ImmutableSortedDictionary<string, int>.Empty;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _synced;

    /// <summary>Somebody makes or changes an object.</summary>
    public abstract Task PutAsync(string name, int value);

    /// <summary>Somebody deletes an object.</summary>
    public abstract Task DeleteAsync(string name);

    /// <summary>Cuts the source off what it follows, as badly as it can be; what changes until <see cref="ReconnectAsync"/> it cannot see.</summary>
    public abstract Task DisconnectAsync();

    public abstract Task ReconnectAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Waits until the consumer has been told that its copy is complete, and the copy is what is expected.</summary>
    public async Task ConvergesToAsync(IReadOnlyDictionary<string, int> expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_regressions.Count > 0)
                    throw new ConformanceException(string.Join("; ", _regressions));
                if (_synced && _copy.Count == expected.Count && expected.All(pair => _copy.TryGetValue(pair.Key, out var value) && value == pair.Value))
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new ConformanceException($"expected {Text(expected)}, the copy is {Text(_copy)}, synced: {_synced}");
            }
        }
    }

    protected void OnReplaced(IReadOnlyDictionary<string, int> all) => Change(() =>
    {
        foreach (var (name, value) in all)
            CheckOrder(name, value);
        _copy = all.ToImmutableSortedDictionary(StringComparer.Ordinal);
    });

    protected void OnUpserted(string name, int value) => Change(() =>
    {
        CheckOrder(name, value);
        _copy = _copy.SetItem(name, value);
    });

    protected void OnDeleted(string name) => Change(() => _copy = _copy.Remove(name));

    protected void OnSynced() => Change(() => _synced = true);

    private static string Text(IReadOnlyDictionary<string, int> values) => $"[{string.Join(", ", values.Select(pair => $"{pair.Key}={pair.Value}"))}]";

    // Values only grow: an object whose value falls was delivered out of order.
    private void CheckOrder(string name, int value)
    {
        if (_copy.TryGetValue(name, out var known) && value < known)
            _regressions.Add($"{name} went back from {known} to {value}");
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
