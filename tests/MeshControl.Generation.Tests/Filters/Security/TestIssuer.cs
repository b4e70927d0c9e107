using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MeshControl.Generation.Tests.Filters.Security;

/// <summary>Signs tokens with a key of its own.</summary>
internal sealed class TestIssuer : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Its public key as a JWKS.</summary>
    public string Keys
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return $$"""{"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""";
        }
    }

    /// <summary>A token with these claims, as JSON.</summary>
    public string Sign(string claims)
    {
        var text = $"{Encode("""{"alg":"ES256","typ":"JWT"}""")}.{Encode(claims)}";
        return $"{text}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
