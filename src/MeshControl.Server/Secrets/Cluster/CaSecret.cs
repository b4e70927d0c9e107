using System.Security.Cryptography;

namespace MeshControl.Server.Secrets.Cluster;

/// <summary>
/// The data of the secret that holds the mesh's roots: our own keys root-*.pem, and beside them those that istiod writes and reads (ca-cert.pem, ca-key.pem,
/// root-cert.pem and two empty ones), so that either can take over from the other.
/// </summary>
internal sealed class CaSecret(IReadOnlyDictionary<string, byte[]> data)
{
    /// <summary>The name of a root that istiod made.</summary>
    private const string IstioRoot = "ca-cert.pem";

    private const string IstioKey = "ca-key.pem";
    private const string Bundle = "root-cert.pem";
    private const string Prefix = "root-";
    private readonly SortedDictionary<string, byte[]> _data = new(data.ToDictionary(), StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> Data => _data;

    public IReadOnlyList<string> Names()
    {
        var own = _data.Keys.Where(IsOwn).ToList();
        if (_data.GetValueOrDefault(IstioRoot) is { Length: > 0 } certificate && _data.GetValueOrDefault(IstioKey) is { Length: > 0 } && !own.Exists(name => Holds(_data[name], certificate)))
        {
            own.Add(IstioRoot);
        }

        return own;
    }

    /// <summary>A copy: the caller clears it.</summary>
    public byte[]? Read(string name) => name == IstioRoot ? [.. _data[IstioKey], (byte)'\n', .. _data[IstioRoot]] : _data.GetValueOrDefault(name)?.ToArray();

    public void Put(string name, ReadOnlySpan<byte> content)
    {
        _data[name] = content.ToArray();
        ShowToIstio();
    }

    public void Remove(string name)
    {
        if (name == IstioRoot || (_data.TryGetValue(name, out var gone) && _data.TryGetValue(IstioRoot, out var shown) && Holds(gone, shown)))
        {
            _data.Remove(IstioRoot);
            _data.Remove(IstioKey);
        }

        if (name != IstioRoot)
        {
            _data.Remove(name);
        }

        ShowToIstio();
    }

    /// <summary>False where it is so already.</summary>
    public bool PutBundle(ReadOnlySpan<byte> pem)
    {
        if (_data.TryGetValue(Bundle, out var known) && pem.SequenceEqual(known))
        {
            return false;
        }

        _data[Bundle] = pem.ToArray();
        return true;
    }

    public void Clear()
    {
        foreach (var value in _data.Values)
        {
            CryptographicOperations.ZeroMemory(value);
        }
    }

    private void ShowToIstio()
    {
        if (!_data.ContainsKey(IstioRoot) && _data.Keys.FirstOrDefault(IsOwn) is { } first)
        {
            var (key, certificate) = Split(_data[first]);
            _data[IstioRoot] = certificate;
            _data[IstioKey] = key;
            _data.TryAdd(Bundle, certificate);
        }

        _data.TryAdd("cert-chain.pem", []);
        _data.TryAdd("key.pem", []);
    }

    private static bool IsOwn(string name) => name != Bundle && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".pem", StringComparison.Ordinal);

    private static bool Holds(ReadOnlySpan<byte> root, ReadOnlySpan<byte> certificate) => root.IndexOf(certificate.TrimEnd("\r\n"u8)) >= 0;

    private static (byte[] Key, byte[] Certificate) Split(ReadOnlySpan<byte> root)
    {
        var at = root.IndexOf("-----BEGIN CERTIFICATE-----"u8);
        return ([.. root[..at].TrimEnd("\r\n"u8), (byte)'\n'], root[at..].ToArray());
    }
}
