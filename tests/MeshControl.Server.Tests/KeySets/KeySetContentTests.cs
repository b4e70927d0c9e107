using System.Text;
using MeshControl.Server.KeySets;

namespace MeshControl.Server.Tests.KeySets;

/// <summary>What of an issuer's answer gets on to proxies.</summary>
public sealed class KeySetContentTests
{
    private const string Good = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"a\",\"x\":\"x\",\"y\":\"y\"}";

    [Fact]
    public void A_key_set_is_taken_as_it_is()
    {
        const string Text = "{ \"keys\" : [ " + Good + " ], \"more\": 1 }";
        Assert.Equal(Text, Read(Text));
    }

    [Theory]
    [InlineData("{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}")]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x\",\"y\":\"y\",\"d\":\"private\"}")]
    [InlineData("{\"kty\":\"EC\",\"use\":\"enc\"}")]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}")]
    [InlineData("{\"kty\":\"PQC\"}")]
    [InlineData("7")]
    public void Keys_that_must_not_verify_tokens_are_left_out(string key)
    {
        Assert.Equal($"{{\"keys\":[{Good}]}}", Read($"{{\"keys\":[{key},{Good}]}}"));
        Assert.Contains("no public key", Assert.Throws<KeySetException>(() => Read($"{{\"keys\":[{key}]}}")).Message);
    }

    [Theory]
    [InlineData("<html>secret</html>")]
    [InlineData("[]")]
    [InlineData("{\"keys\":{}}")]
    [InlineData("{\"access_token\":\"secret\"}")]
    [InlineData("{\"keys\":[],\"keys\":[]}")]
    [InlineData("")]
    public void Anything_else_is_refused_and_not_repeated(string text) =>
        Assert.DoesNotContain("secret", Assert.Throws<KeySetException>(() => Read(text)).Message);

    [Fact]
    public void Too_many_keys_are_refused() =>
        Assert.Contains("101 keys", Assert.Throws<KeySetException>(() => Read($"{{\"keys\":[{string.Join(',', Enumerable.Repeat(Good, 101))}]}}")).Message);

    private static string Read(string text) => KeySetContent.Read(Encoding.UTF8.GetBytes(text));
}
