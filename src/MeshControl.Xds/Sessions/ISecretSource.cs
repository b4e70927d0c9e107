namespace MeshControl.Xds.Sessions;

/// <summary>Where streams get secrets from. Private keys are made for a stream and live only as long as it.</summary>
public interface ISecretSource
{
    /// <summary>Opens the secrets of one stream. What the requester may not have is simply not found.</summary>
    ISecretSession Open(SecretRequester requester);
}
