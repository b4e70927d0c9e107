namespace MeshControl.Security.Authority;

/// <summary>Where the authority gets its keys from.</summary>
internal interface ISignerSource : IDisposable
{
    /// <summary>Reads what is there now; unchanged keys come back as the same objects.</summary>
    /// <exception cref="AuthorityException">Nothing usable is there.</exception>
    SignerSet Read(DateTimeOffset now);
}
