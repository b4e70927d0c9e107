using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Security.Authentication.Jwt;

namespace MeshControl.Security.Tests.Host;

/// <summary>A cluster's token signing, and every way to do it wrong.</summary>
internal sealed class TestTokens : IKeySource
{
    public const string ValidPayload = """
        {"aud":["istio-ca"],"exp":1767229200,"iat":1767225600,"nbf":1767225600,"iss":"https://kubernetes.default.svc.cluster.local",
         "kubernetes.io":{"namespace":"bookinfo","pod":{"name":"reviews-1","uid":"u1"},"serviceaccount":{"name":"reviews","uid":"u2"}},
         "sub":"system:serviceaccount:bookinfo:reviews"}
        """;

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public RSA Rsa => _rsa;

    public string Json => $$"""
        {"keys":[
          {"kty":"RSA","kid":"rsa","use":"sig","n":"{{Encode(_rsa.ExportParameters(false).Modulus!)}}","e":"{{Encode(_rsa.ExportParameters(false).Exponent!)}}"},
          {"kty":"EC","kid":"ec","crv":"P-256","alg":"ES256","x":"{{Encode(_ecdsa.ExportParameters(false).Q.X!)}}","y":"{{Encode(_ecdsa.ExportParameters(false).Q.Y!)}}"},
          {"kty":"oct","kid":"shared","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}
        ]}
        """;

    public ValueTask<KeySet> GetAsync(bool isMissing, CancellationToken cancellationToken) => ValueTask.FromResult(KeySet.Parse(Json, "test"));

    /// <summary>A token that is valid but for the claims that the test changes; a null removes one.</summary>
    public string Token(params (string Name, JsonNode? Value)[] changes) => Sign("""{"alg":"RS256","kid":"rsa"}""", Payload(changes));

    public string EcToken() => SignEc("""{"alg":"ES256","kid":"ec"}""", ValidPayload);

    public static string Payload(params (string Name, JsonNode? Value)[] changes)
    {
        var claims = JsonNode.Parse(ValidPayload)!.AsObject();
        foreach (var (name, value) in changes)
        {
            claims.Remove(name);
            if (value is not null)
            {
                claims[name] = value;
            }
        }

        return claims.ToJsonString();
    }

    public string Sign(string header, string payload) => Sign(header, payload, data => _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string SignEc(string header, string payload) => Sign(header, payload, data => _ecdsa.SignData(data, HashAlgorithmName.SHA256));

    public static string Sign(string header, string payload, Func<byte[], byte[]> sign)
    {
        var data = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(payload))}";
        return $"{data}.{Encode(sign(Encoding.ASCII.GetBytes(data)))}";
    }

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
