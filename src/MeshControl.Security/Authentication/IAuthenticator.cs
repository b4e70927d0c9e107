namespace MeshControl.Security.Authentication;

/// <summary>Knows one kind of credentials.</summary>
public interface IAuthenticator
{
    /// <summary>Null where the call carries no credentials of this kind.</summary>
    ValueTask<AuthenticationResult?> AuthenticateAsync(CallCredentials credentials, CancellationToken cancellationToken);
}
