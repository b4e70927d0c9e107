namespace MeshControl.Server.RateLimiting;

/// <summary>The counts cannot be reached.</summary>
public sealed class CounterStoreException : Exception
{
    public CounterStoreException()
    {
    }

    public CounterStoreException(string message)
        : base(message)
    {
    }

    public CounterStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
