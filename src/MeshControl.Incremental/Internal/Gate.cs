namespace MeshControl.Incremental.Internal;

/// <summary>
/// Many readers or one writer. Readers may enter and leave on different threads and may nest, so a waiting writer does not hold off new ones;
/// a writer owns the monitor while it is inside.
/// </summary>
internal sealed class Gate
{
    private readonly object _monitor = new();
    private int _readers;

    public void EnterShared()
    {
        lock (_monitor)
        {
            _readers++;
        }
    }

    public void ExitShared()
    {
        lock (_monitor)
        {
            if (--_readers == 0)
            {
                Monitor.PulseAll(_monitor);
            }
        }
    }

    public void EnterExclusive()
    {
        Monitor.Enter(_monitor);
        while (_readers > 0)
        {
            Monitor.Wait(_monitor);
        }
    }

    public void ExitExclusive() => Monitor.Exit(_monitor);
}
