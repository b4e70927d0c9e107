namespace MeshControl.Xds.Catalog;

/// <summary>
/// The newest of a line of values: one writer publishes, any number of readers look or wait. A slow reader skips what lay between.
/// </summary>
public sealed class Latest<T>(T value)
    where T : class
{
    private volatile Node _node = new(value);

    /// <summary>Raised on the publisher's thread after <see cref="Value"/> changed; handlers only set a flag and wake a task.</summary>
    public event Action? Changed;

    public T Value => _node.Value;

    /// <summary>Replaces the value; the same object again is no change. Only one thread may publish at a time.</summary>
    public void Publish(T value)
    {
        var before = _node;
        if (ReferenceEquals(before.Value, value))
        {
            return;
        }

        _node = new Node(value);
        before.Replaced.TrySetResult();
        Changed?.Invoke();
    }

    /// <summary>The newest value as soon as it is another object than <paramref name="after"/>.</summary>
    public async ValueTask<T> NextAsync(T? after, CancellationToken cancellationToken)
    {
        while (true)
        {
            var node = _node;
            if (!ReferenceEquals(node.Value, after))
            {
                return node.Value;
            }

            await node.Replaced.Task.WaitAsync(cancellationToken);
        }
    }

    private sealed class Node(T value)
    {
        public T Value { get; } = value;

        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
