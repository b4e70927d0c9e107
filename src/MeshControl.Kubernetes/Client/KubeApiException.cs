namespace MeshControl.Kubernetes.Client;

/// <summary>
/// The API server said no, or nothing. <see cref="Status"/> is the HTTP status (0 without an answer), <see cref="Reason"/> the Status object's
/// (NotFound, Conflict, Expired, Forbidden, Invalid...) or ours (Unreachable, Timeout, Unreadable).
/// </summary>
public sealed class KubeApiException(int status, string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Status { get; } = status;

    public string Reason { get; } = reason;

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsNotFound => Status == 404;

    /// <summary>Somebody else changed the object, or made it first.</summary>
    public bool IsConflict => Status == 409;

    /// <summary>The resource version or the continue token is too old.</summary>
    public bool IsExpired => Status == 410 || Reason is "Expired" or "Gone";

    public bool IsRefused => Status is 401 or 403;

    public bool IsUnreachable => Status == 0;

    internal static KubeApiException Unreachable(string message, Exception? inner) => new(0, "Unreachable", message, inner);

    internal static KubeApiException Timeout(string message) => new(0, "Timeout", message);

    internal static KubeApiException Unreadable(string message, Exception? inner) => new(0, "Unreadable", message, inner);
}
