using MeshControl.Model.Security;
using MeshControl.Server.KeySets;

namespace MeshControl.Server.Tests.KeySets;

/// <summary>One attempt to fetch keys, from a real server.</summary>
public sealed class KeySetClientTests
{
    [Theory]
    [InlineData("/keys")]
    [InlineData("/moved")]
    public async Task Keys_are_fetched_from_their_address(string path)
    {
        await using var issuer = await IssuerServer.StartAsync();
        Assert.Equal(issuer.Keys, await FetchAsync(new KeySetKey("me", issuer.Address + path)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task Without_an_address_the_issuer_is_asked_for_it(string end)
    {
        await using var issuer = await IssuerServer.StartAsync();
        Assert.Equal(issuer.Keys, await FetchAsync(new KeySetKey(issuer.Address + end, "")));
    }

    [Theory]
    [InlineData("/circle", "redirections")]
    [InlineData("/metadata", "169.254.169.254, which is not asked")]
    [InlineData("/huge", "larger than")]
    [InlineData("/broken", "status 500")]
    public async Task Other_answers_are_refused(string path, string problem)
    {
        await using var issuer = await IssuerServer.StartAsync();
        Assert.Contains(problem, await ProblemAsync(new KeySetKey("me", issuer.Address + path)));
    }

    [Theory]
    [InlineData("me", "", "not a URL")]
    [InlineData("me", "http://169.254.169.254/latest/meta-data", "169.254.169.254, which is not asked")]
    [InlineData("me", "http://[::ffff:169.254.169.254]/", "which is not asked")]
    [InlineData("me", "http://user:secret@127.0.0.1/", "not an http or https URL")]
    [InlineData("me", "file:///etc/passwd", "not an http or https URL")]
    [InlineData("me", "http://127.0.0.1:1/", "no connection")]
    public async Task Addresses_that_cannot_be_asked_are_told(string issuer, string uri, string problem) =>
        Assert.Contains(problem, await ProblemAsync(new KeySetKey(issuer, uri)));

    private static async Task<string> ProblemAsync(KeySetKey key)
    {
        var problem = (await Assert.ThrowsAsync<KeySetException>(() => FetchAsync(key))).Message;
        Assert.DoesNotContain("secret", problem);
        return problem;
    }

    private static async Task<string> FetchAsync(KeySetKey key)
    {
        using var client = new KeySetClient(new KeySetOptions());
        return await client.FetchAsync(key, CancellationToken.None);
    }
}
