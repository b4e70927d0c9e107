using System.Security.Cryptography;

namespace MeshControl.Security.Authentication.Jwt;

/// <summary>A public key of a key set. The key decides which algorithms it verifies, never the token.</summary>
internal sealed class VerificationKey
{
    private readonly Lock _gate = new();
    private readonly AsymmetricAlgorithm _key;

    private VerificationKey(string id, string? algorithm, AsymmetricAlgorithm key)
    {
        Id = id;
        Algorithm = algorithm;
        _key = key;
    }

    /// <summary>`kid`; empty where it has none.</summary>
    public string Id { get; }

    /// <summary>`alg`: the only algorithm that its owner uses it with; null for any that fits.</summary>
    public string? Algorithm { get; }

    public static VerificationKey Rsa(string id, string? algorithm, byte[] modulus, byte[] exponent) =>
        new(id, algorithm, RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent }));

    public static VerificationKey Ec(string id, string? algorithm, ECCurve curve, byte[] x, byte[] y) =>
        new(id, algorithm, ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } }));

    /// <summary>False also where the algorithm is none of this key: a public key must never verify as a shared secret.</summary>
    public bool Verifies(string algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (Algorithm is not null && Algorithm != algorithm)
        {
            return false;
        }

        lock (_gate)
        {
            return (_key, algorithm) switch
            {
                (RSA rsa, "RS256") => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                (RSA rsa, "RS384") => rsa.VerifyData(data, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
                (RSA rsa, "RS512") => rsa.VerifyData(data, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
                (RSA rsa, "PS256") => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
                (RSA rsa, "PS384") => rsa.VerifyData(data, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
                (RSA rsa, "PS512") => rsa.VerifyData(data, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
                (ECDsa { KeySize: 256 } ecdsa, "ES256") => ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256),
                (ECDsa { KeySize: 384 } ecdsa, "ES384") => ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA384),
                (ECDsa { KeySize: 521 } ecdsa, "ES512") => ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA512),
                _ => false,
            };
        }
    }
}
