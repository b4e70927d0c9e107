using MeshControl.Security.Authentication;
using MeshControl.Security.Authentication.Tokens;
using MeshControl.Security.Authority;
using MeshControl.Security.Identity;
using MeshControl.Security.Tests.Host;
using MeshControl.Testing.Time;

namespace MeshControl.Security.Tests.Authentication;

/// <summary>A token file, for meshes without a cluster.</summary>
public sealed class StaticTokenTests : IDisposable
{
    private const string Reviews = "0123456789abcdef-reviews";
    private const string Ratings = "0123456789abcdef-ratings";
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly RecordingLogger<StaticTokenAuthenticator> _log = new();

    private string File => _folder.New("tokens");

    [Fact]
    public async Task A_listed_token_proves_its_account()
    {
        var tokens = Open($"# workloads\n{Reviews} bookinfo/reviews\n\n{Ratings}\tbookinfo/ratings # remark\n");
        Assert.Equal("spiffe://cluster.local/ns/bookinfo/sa/reviews", await IdentityAsync(tokens, Reviews));
        Assert.Equal("spiffe://cluster.local/ns/bookinfo/sa/ratings", await IdentityAsync(tokens, Ratings));
        Assert.Null(await IdentityAsync(tokens, Reviews + "x"));
        Assert.Null(await IdentityAsync(tokens, Reviews[..^1]));
        Assert.Null(await IdentityAsync(tokens, ""));
    }

    [Fact]
    public async Task A_changed_file_is_taken_up_and_a_bad_one_is_not()
    {
        var tokens = Open($"{Reviews} bookinfo/reviews\n");
        System.IO.File.WriteAllText(File, $"{Ratings} bookinfo/ratings\n\n");
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await IdentityAsync(tokens, Reviews));
        Assert.NotNull(await IdentityAsync(tokens, Ratings));

        System.IO.File.WriteAllText(File, "nonsense");
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(await IdentityAsync(tokens, Ratings));
        Assert.Contains("cannot be used", _log.Text);
    }

    [Theory]
    [InlineData("0123456789abcdef-reviews", "TOKEN NAMESPACE/SERVICEACCOUNT")]
    [InlineData("0123456789abcdef-reviews bookinfo", "TOKEN NAMESPACE/SERVICEACCOUNT")]
    [InlineData("0123456789abcdef-reviews bookinfo/reviews extra", "TOKEN NAMESPACE/SERVICEACCOUNT")]
    [InlineData("short bookinfo/reviews", "can be guessed")]
    public void A_bad_line_is_named_and_not_repeated(string line, string problem)
    {
        var error = Assert.Throws<AuthorityException>(() => Open("# first\n" + line));
        Assert.Contains($"{File}:2: ", error.Message);
        Assert.Contains(problem, error.Message);
        Assert.DoesNotContain("0123456789abcdef", error.Message);
    }

    public void Dispose() => _folder.Dispose();

    private StaticTokenAuthenticator Open(string content)
    {
        System.IO.File.WriteAllText(File, content);
        return new StaticTokenAuthenticator(File, static () => TrustDomain.Default, _clock, _log);
    }

    private static async Task<string?> IdentityAsync(StaticTokenAuthenticator tokens, string token) =>
        (await tokens.AuthenticateAsync(new CallCredentials(null, token), CancellationToken.None))?.Caller?.Identity.ToString();
}
