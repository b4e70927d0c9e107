namespace MeshControl.Security.Authority;

/// <summary>A certificate was not issued; the message may be shown to whoever asked.</summary>
public sealed class IssuanceException(IssuanceFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public IssuanceFailure Failure { get; } = failure;
}
