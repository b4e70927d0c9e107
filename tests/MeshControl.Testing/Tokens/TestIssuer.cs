using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MeshControl.Testing.Tokens;

/// <summary>Signs tokens with a key of its own.</summary>
public sealed class TestIssuer : IDisposable
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

    /// <summary>A token with a header, signature and claims as given, joined.</summary>
    public static string Unsigned(string header, string claims, string signature = "") => $"{Encode(header)}.{Encode(claims)}.{signature}";

    /// <summary>A token whose signature is a hash made with a text that anybody knows, such as the public key.</summary>
    public static string Hashed(string claims, string secret)
    {
        var text = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(claims)}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(text)))}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
