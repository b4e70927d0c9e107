namespace MeshControl.Server.RateLimiting.Redis;

/// <summary>The server answered with an error.</summary>
internal sealed class RedisException : Exception
{
    public RedisException()
    {
    }

    public RedisException(string message)
        : base(message)
    {
    }

    public RedisException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
