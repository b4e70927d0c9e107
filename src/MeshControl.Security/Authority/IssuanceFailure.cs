namespace MeshControl.Security.Authority;

/// <summary>Why no certificate was issued.</summary>
public enum IssuanceFailure
{
    /// <summary>The issuer cannot sign now; asking again later may help.</summary>
    NotReady,

    /// <summary>The asked-for lifetime is above the limit.</summary>
    Lifetime,

    /// <summary>The identity was revoked.</summary>
    Revoked,

    /// <summary>Signing itself failed.</summary>
    Signing,
}
