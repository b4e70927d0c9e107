using System.Buffers.Text;
using System.Text;
using MeshControl.Kubernetes.Client;
using MeshControl.Security.Authentication;
using MeshControl.Security.Authentication.Jwt;
using MeshControl.Security.Authentication.Reviews;
using MeshControl.Security.Identity;
using MeshControl.Server.Authentication;
using MeshControl.Testing.Kubernetes;
using MeshControl.Testing.Time;

namespace MeshControl.Server.Tests.Kubernetes;

public class TokenReviewTests
{
    private const string Account = "system:serviceaccount:shop:web";
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_token_that_the_API_server_knows_is_that_of_its_account_and_pod()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();
        var token = Token("shop:web", "istio-ca", TimeSpan.FromHours(1));
        server.Tokens[token] = new FakeUser(Account, ["system:serviceaccounts"], ["istio-ca"]);

        var result = await AskAsync(Authenticator(api), token);

        Assert.Equal("spiffe://cluster.local/ns/shop/sa/web", result.Caller!.Identity.ToString());
        Assert.Equal("web-1", result.Caller.PodName);
    }

    [Fact]
    public async Task A_good_answer_counts_for_a_minute()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();
        var authenticator = Authenticator(api);
        var token = Token("shop:web", "istio-ca", TimeSpan.FromHours(1));
        server.Tokens[token] = new FakeUser(Account, ["system:serviceaccounts"], ["istio-ca"]);
        await AskAsync(authenticator, token);
        await AskAsync(authenticator, token);
        Assert.Equal(1, Reviews(server));

        server.Tokens.Clear();
        _clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Null((await AskAsync(authenticator, token)).Caller);
        Assert.Equal(2, Reviews(server));
    }

    [Theory]
    [InlineData("api", 3600)]
    [InlineData("istio-ca", -3600)]
    public async Task A_token_that_says_itself_that_it_is_not_for_us_is_not_asked_about(string audience, int seconds)
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();

        Assert.Null((await AskAsync(Authenticator(api), Token("shop:web", audience, TimeSpan.FromSeconds(seconds)))).Caller);

        Assert.Equal(0, Reviews(server));
    }

    [Fact]
    public async Task A_forged_token_and_one_of_another_account_than_it_says_are_refused()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var api = server.Connect();
        var (forged, other) = (Token("shop:web", "istio-ca", TimeSpan.FromHours(1)), Token("bank:vault", "istio-ca", TimeSpan.FromHours(1)));
        server.Tokens[other] = new FakeUser(Account, ["system:serviceaccounts"], ["istio-ca"]);

        Assert.Null((await AskAsync(Authenticator(api), forged)).Caller);
        Assert.Null((await AskAsync(Authenticator(api), other)).Caller);
    }

    private static int Reviews(FakeApiServer server) => server.Requests.Count(request => request.Resource == "tokenreviews");

    private static async Task<AuthenticationResult> AskAsync(TokenReviewAuthenticator authenticator, string token) =>
        (await authenticator.AuthenticateAsync(new CallCredentials(null, token), CancellationToken.None))!;

    private TokenReviewAuthenticator Authenticator(KubeApi api) =>
        new(new ClusterTokens(api), new ServiceAccountTokenOptions(), () => TrustDomain.Default, _clock);

    // Not signed: who signed it is for the API server to say.
    private string Token(string account, string audience, TimeSpan lifetime)
    {
        var payload = $$$$"""{"sub":"system:serviceaccount:{{{{account}}}}","aud":["{{{{audience}}}}"],"exp":{{{{(_clock.GetUtcNow() + lifetime).ToUnixTimeSeconds()}}}},"kubernetes.io":{"namespace":"{{{{account.Split(':')[0]}}}}","pod":{"name":"web-1"} } }""";
        return $"{Encode("""{"alg":"RS256"}""")}.{Encode(payload)}.{Encode("signature")}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
