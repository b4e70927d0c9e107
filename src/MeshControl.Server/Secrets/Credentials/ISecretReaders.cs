namespace MeshControl.Server.Secrets.Credentials;

/// <summary>Whether an account may read Secrets of its own namespace, as its cluster says.</summary>
public interface ISecretReaders
{
    /// <summary>Asks; answers may be remembered for minutes.</summary>
    ValueTask<bool> MayReadAsync(string ns, string account, CancellationToken cancellationToken);
}
