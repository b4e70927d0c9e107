using MeshControl.Grpc;
using MeshControl.Security.Authentication;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Identity;
using MeshControl.Security.Tests.Host;
using MeshControl.Testing.Time;
using Microsoft.Extensions.Primitives;

namespace MeshControl.Security.Tests.Authentication;

/// <summary>From the credentials of a call to its caller, or to UNAUTHENTICATED.</summary>
public sealed class CallerAuthenticationTests : IDisposable
{
    private readonly SecurityMetrics _metrics = new(new FakeClock());
    private readonly RecordingLogger<CallerAuthentication> _log = new();

    [Fact]
    public async Task No_credentials_are_nobody() => Assert.Null(await AskAsync(new CallCredentials(null, null), new Knows("good")));

    [Fact]
    public async Task The_first_that_accepts_decides() =>
        Assert.NotNull(await AskAsync(new CallCredentials(null, "good"), new Knows("other"), new Knows("good")));

    [Fact]
    public async Task Refused_credentials_are_answered_without_a_reason_and_logged_with_it()
    {
        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => AskAsync(new CallCredentials(null, "bad-secret-token"), new Knows("good")));
        Assert.Equal(GrpcStatusCode.Unauthenticated, error.Code);
        Assert.Equal("the credentials of this call are not accepted", error.Detail);
        Assert.Contains("10.0.0.9:1234 were refused: unknown", _log.Text);
        Assert.DoesNotContain("bad-secret-token", _log.Text);
    }

    [Fact]
    public async Task Credentials_that_nobody_understands_are_refused() =>
        Assert.Equal(GrpcStatusCode.Unauthenticated, (await Assert.ThrowsAsync<GrpcStatusException>(() => AskAsync(new CallCredentials(null, "x")))).Code);

    [Theory]
    [InlineData(new[] { "Bearer a", "Bearer b" }, "more than one")]
    [InlineData(new[] { "Basic YTpi" }, "not of the Bearer scheme")]
    [InlineData(new[] { "Bearer" }, "not of the Bearer scheme")]
    public async Task Headers_that_cannot_be_read_are_refused(string[] headers, string reason)
    {
        await Assert.ThrowsAsync<GrpcStatusException>(() => AskAsync(CallCredentials.Read(null, new StringValues(headers)), new Knows("a")));
        Assert.Contains(reason, _log.Text);
    }

    [Fact]
    public async Task An_oversize_header_is_refused()
    {
        await Assert.ThrowsAsync<GrpcStatusException>(() => AskAsync(CallCredentials.Read(null, "Bearer " + new string('a', 9000)), new Knows("a")));
        Assert.Contains("9007 characters", _log.Text);
    }

    [Fact]
    public void Credentials_do_not_show_their_token() => Assert.DoesNotContain("secret", new CallCredentials(null, "secret").ToString());

    public void Dispose() => _metrics.Dispose();

    private Task<CallerIdentity?> AskAsync(CallCredentials credentials, params IAuthenticator[] authenticators) =>
        new CallerAuthentication(authenticators, new NothingRevoked(), _metrics, _log).AuthenticateAsync(credentials, "10.0.0.9:1234", CancellationToken.None).AsTask();

    private sealed class Knows(string token) : IAuthenticator
    {
        public ValueTask<AuthenticationResult?> AuthenticateAsync(CallCredentials credentials, CancellationToken cancellationToken) => ValueTask.FromResult<AuthenticationResult?>(
            credentials.BearerToken == token ? new AuthenticationResult(new CallerIdentity(TestAuthority.Bookinfo)) : AuthenticationResult.Refuse("unknown"));
    }
}
