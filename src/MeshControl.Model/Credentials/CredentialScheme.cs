namespace MeshControl.Model.Credentials;

/// <summary>Where a credential lies.</summary>
public enum CredentialScheme
{
    /// <summary>A Secret, named by a Gateway, an Ingress or a DestinationRule.</summary>
    Secret,

    /// <summary>A Secret that a Gateway of the Gateway API refers to; grants allow another namespace.</summary>
    GatewaySecret,

    /// <summary>A ConfigMap with an authority's certificates.</summary>
    ConfigMap,
}
