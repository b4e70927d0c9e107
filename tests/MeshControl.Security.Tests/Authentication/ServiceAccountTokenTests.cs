using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MeshControl.Security.Authentication;
using MeshControl.Security.Authentication.Jwt;
using MeshControl.Security.Identity;
using MeshControl.Security.Tests.Host;
using MeshControl.Testing.Time;

namespace MeshControl.Security.Tests.Authentication;

/// <summary>Kubernetes service account tokens: what proves an identity, and what does not. The clock stands at the tokens' issue.</summary>
public sealed class ServiceAccountTokenTests
{
    private readonly TestTokens _tokens = new();

    [Fact]
    public async Task A_token_of_the_cluster_proves_account_and_pod()
    {
        var result = await AuthenticateAsync(_tokens.Token());
        Assert.Equal("spiffe://cluster.local/ns/bookinfo/sa/reviews", result.Caller!.Identity.ToString());
        Assert.Equal("reviews-1", result.Caller.PodName);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767229200), result.Caller.Expires);
    }

    [Fact]
    public async Task An_elliptic_curve_key_signs_as_well() => Assert.NotNull((await AuthenticateAsync(_tokens.EcToken())).Caller);

    [Fact]
    public async Task A_token_without_a_key_id_is_tried_with_every_key() =>
        Assert.NotNull((await AuthenticateAsync(_tokens.Sign("""{"alg":"RS256"}""", TestTokens.ValidPayload))).Caller);

    public static TheoryData<string, string?> Claims => new()
    {
        { "exp", null }, { "exp", "1767225569" }, { "exp", "\"1767229200\"" }, { "exp", "-1" }, { "exp", "1e300" },
        { "nbf", "1767225631" },
        { "iss", "\"https://elsewhere\"" }, { "iss", null },
        { "aud", null }, { "aud", "[]" }, { "aud", "\"https://kubernetes.default.svc\"" }, { "aud", "[\"vault\",\"ISTIO-CA\"]" }, { "aud", "{\"istio-ca\":true}" },
        { "sub", null }, { "sub", "\"admin\"" }, { "sub", "\"system:node:worker-1\"" }, { "sub", "\"system:serviceaccount:bookinfo\"" },
        { "sub", "\"system:serviceaccount:bookinfo:reviews:x\"" }, { "sub", "\"system:serviceaccount:other:reviews\"" },
        { "sub", "\"system:serviceaccount:bookinfo:../../admin\"" }, { "sub", "\"system:serviceaccount::reviews\"" },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task A_token_with_wrong_claims_is_refused(string claim, string? json) =>
        Assert.Null((await AuthenticateAsync(_tokens.Token((claim, json is null ? null : JsonNode.Parse(json))))).Caller);

    [Fact]
    public async Task Clocks_may_differ_a_little() =>
        Assert.NotNull((await AuthenticateAsync(_tokens.Token(("nbf", JsonNode.Parse("1767225625")), ("exp", JsonNode.Parse("1767225580"))))).Caller);

    [Fact]
    public async Task A_changed_payload_is_refused()
    {
        var parts = _tokens.Token().Split('.');
        var other = TestTokens.Encode(System.Text.Encoding.UTF8.GetBytes(TestTokens.Payload(("sub", "system:serviceaccount:kube-system:admin"))));
        Assert.Null((await AuthenticateAsync($"{parts[0]}.{other}.{parts[2]}")).Caller);
    }

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        foreach (var header in new[] { """{"alg":"none"}""", """{"alg":"None","kid":"rsa"}""", """{"alg":"RS256","kid":"rsa"}""" })
        {
            Assert.Null((await AuthenticateAsync(TestTokens.Sign(header, TestTokens.ValidPayload, _ => []))).Caller);
            Assert.Null((await AuthenticateAsync(TestTokens.Sign(header, TestTokens.ValidPayload, _ => [0]))).Caller);
        }
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("shared")]
    public async Task A_public_key_never_serves_as_a_shared_secret(string keyId)
    {
        var secret = keyId == "rsa" ? System.Text.Encoding.ASCII.GetBytes(_tokens.Rsa.ExportSubjectPublicKeyInfoPem()) : "secret-secret-secret-secret"u8.ToArray();
        var token = TestTokens.Sign($$"""{"alg":"HS256","kid":"{{keyId}}"}""", TestTokens.ValidPayload, data => HMACSHA256.HashData(secret, data));
        Assert.Null((await AuthenticateAsync(token)).Caller);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"other"}""")]
    [InlineData("""{"alg":"RS256","kid":"ec"}""")]
    [InlineData("""{"alg":"ES256","kid":"rsa"}""")]
    [InlineData("""{"alg":"RS512","kid":"rsa"}""")]
    [InlineData("""{"alg":"PS256","kid":"rsa"}""")]
    [InlineData("""{"kid":"rsa"}""")]
    [InlineData("""{"alg":["RS256"],"kid":"rsa"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa","crit":["exp"]}""")]
    [InlineData("""{"alg":"RS256","alg":"none","kid":"rsa"}""")]
    public async Task A_header_that_does_not_fit_the_signature_is_refused(string header) =>
        Assert.Null((await AuthenticateAsync(_tokens.Sign(header, TestTokens.ValidPayload))).Caller);

    [Fact]
    public async Task A_claim_that_is_there_twice_is_refused() =>
        Assert.Null((await AuthenticateAsync(_tokens.Sign("""{"alg":"RS256","kid":"rsa"}""", TestTokens.ValidPayload.TrimEnd()[..^1] + ""","sub":"system:serviceaccount:a:b"}"""))).Caller);

    [Fact]
    public async Task The_keys_of_another_cluster_are_refused() => Assert.Null((await AuthenticateAsync(new TestTokens().Token())).Caller);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.W10.AA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.AA.AA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30=.AA==")]
    public async Task What_is_no_token_is_refused(string token) => Assert.Null((await AuthenticateAsync(token)).Caller);

    [Fact]
    public async Task Any_mutation_of_a_token_is_refused_and_none_is_a_fault()
    {
        var valid = _tokens.Token();
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var token = valid.ToCharArray();
            // The last character holds bits that base64url does not use.
            token[random.Next(token.Length - 1)] = (char)random.Next(33, 127);
            var text = new string(token);
            if (text != valid)
            {
                Assert.Null((await AuthenticateAsync(text)).Caller);
            }
        }
    }

    [Fact]
    public async Task A_call_without_a_token_is_somebody_elses_business() =>
        Assert.Null(await Authenticator().AuthenticateAsync(new CallCredentials(null, null), CancellationToken.None));

    private async Task<AuthenticationResult> AuthenticateAsync(string token)
    {
        var result = await Authenticator().AuthenticateAsync(new CallCredentials(null, token), CancellationToken.None);
        Assert.NotNull(result);
        Assert.Equal(result.Caller is null, result.Refusal.Length > 0);
        return result;
    }

    private ServiceAccountTokenAuthenticator Authenticator() => new(
        _tokens, new ServiceAccountTokenOptions { Issuer = "https://kubernetes.default.svc.cluster.local" }, static () => TrustDomain.Default, new FakeClock());
}
