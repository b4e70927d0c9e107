using System.Collections.Immutable;

namespace MeshControl.Security.Authority.PluggedIn;

/// <summary>Where an operator's signing certificate lies.</summary>
/// <param name="Certificate">The signing certificate.</param>
/// <param name="Key">Its private key.</param>
/// <param name="Chain">Files that together lead from the signing certificate to the root.</param>
/// <param name="Roots">What the mesh is to trust.</param>
internal sealed record PluggedInFiles(string Certificate, string Key, ImmutableArray<string> Chain, string Roots)
{
    private IEnumerable<string> All => [Certificate, Key, .. Chain, Roots];

    /// <summary>The files of a folder in one of the two layouts; null where there are none.</summary>
    /// <exception cref="AuthorityException">Some are there and some are missing: signing with something else then is never what was meant.</exception>
    public static PluggedInFiles? Find(string folder)
    {
        string In(string name) => Path.Combine(folder, name);
        var files = File.Exists(In("tls.crt"))
            ? new PluggedInFiles(In("tls.crt"), In("tls.key"), [In("tls.crt"), In("ca.crt")], In("ca.crt"))
            : new PluggedInFiles(In("ca-cert.pem"), In("ca-key.pem"), [In("cert-chain.pem")], In("root-cert.pem"));
        var missing = files.All.Distinct(StringComparer.Ordinal).Where(file => !File.Exists(file)).ToList();
        if (missing.Count == files.All.Distinct(StringComparer.Ordinal).Count())
        {
            return null;
        }

        return missing.Count == 0
            ? files
            : throw new AuthorityException($"the signing certificate in {folder} is incomplete: {string.Join(", ", missing.Select(Path.GetFileName))} missing; add what is missing, or remove the rest to sign with a root of our own");
    }
}
