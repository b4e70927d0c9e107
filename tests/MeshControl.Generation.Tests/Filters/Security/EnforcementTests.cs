using MeshControl.Generation.Tests.Listeners;
using MeshControl.Testing;
using MeshControl.Testing.Envoys;
using MeshControl.Testing.Tokens;
using static MeshControl.Generation.Tests.Filters.Security.PolicyFixture;

namespace MeshControl.Generation.Tests.Filters.Security;

/// <summary>Requests that a real Envoy lets through or refuses by policies.</summary>
public sealed class EnforcementTests
{
    private static readonly (string Spec, string[] Passes, string[] Refused)[] Rules =
    [
        ("", [], ["GET /", "POST /x"]),
        ("rules: [{}]", ["GET /", "POST /x"], []),
        ("action: DENY, rules: [{}]", [], ["GET /"]),
        ("rules: [{to: [{operation: {methods: [GET, 'P*']}}]}]", ["GET /", "POST /", "PUT /"], ["DELETE /", "HEAD /"]),
        ("rules: [{to: [{operation: {notMethods: [DELETE]}}]}]", ["GET /", "POST /"], ["DELETE /"]),
        ("action: DENY, rules: [{to: [{operation: {paths: [/admin, '/admin/*', '*/secret']}}]}]",
            ["GET /", "GET /administrator", "GET /Admin", "GET /secret/x"],
            ["GET /admin", "GET /admin?x=1", "GET /admin/", "GET /admin/x", "GET /x/secret", "GET /a/../admin/x", "GET /./admin", "GET /x/%2e%2e/admin/y"]),
        ("rules: [{to: [{operation: {paths: ['/api/{*}/items', '/files/{**}']}}]}]",
            ["GET /api/1/items", "GET /files/a", "GET /files/a/b/c"], ["GET /api/1/2/items", "GET /api/items", "GET /api//items", "GET /api/1/items/x", "GET /file"]),
        ("rules: [{to: [{operation: {notPaths: [/private*]}}]}]", ["GET /", "GET /a/private"], ["GET /private", "GET /private/x"]),
        ("rules: [{to: [{operation: {hosts: [web.example.com, '*.trusted.com', 'dev*']}}]}]",
            ["GET / host: web.example.com", "GET / host: WEB.example.COM", "GET / host: a.trusted.com", "GET / host: dev.x"],
            ["GET / host: web.example.com.evil", "GET / host: trusted.com.evil", "GET / host: a.dev"]),
        ("rules: [{when: [{key: 'request.headers[x-team]', values: [blue, 'green*'], notValues: [green-9]}]}]",
            ["GET / x-team: blue", "GET / x-team: green-1", "GET / X-Team: blue"], ["GET /", "GET / x-team: red", "GET / x-team: green-9", "GET / x-team: Blue"]),
        ("rules: [{when: [{key: 'request.headers[x-any]', values: ['*']}]}]", ["GET / x-any: a"], ["GET /", "GET / x-other: a"]),
        ("rules: [{from: [{source: {ipBlocks: [127.0.0.0/8]}}]}]", ["GET /", "GET / x-forwarded-for: 192.0.2.1"], []),
        ("rules: [{from: [{source: {notIpBlocks: [127.0.0.1]}}]}]", [], ["GET /", "GET / x-forwarded-for: 192.0.2.1"]),
        ("action: DENY, rules: [{from: [{source: {notPrincipals: ['*']}}]}]", [], ["GET /"]),
        ("rules: [{from: [{source: {principals: ['*']}}]}]", [], ["GET /"]),
        ("rules: [{from: [{source: {namespaces: ['*']}}, {source: {ipBlocks: [127.0.0.1]}}], to: [{operation: {methods: [GET]}}, {operation: {paths: [/open]}}]}]",
            ["GET /", "POST /open"], ["POST /", "PUT /x"]),
        ("action: AUDIT, rules: [{to: [{operation: {methods: [GET]}}]}]", ["GET /", "POST /"], []),
        ("rules: [{to: [{operation: {methods: [GET]}}]}, {to: [{operation: {methods: [POST], paths: [/p]}}]}]", ["GET /", "GET /p", "POST /p"], ["POST /", "PUT /p"]),
    ];

    [EnvoyFact]
    public async Task Rules_hold_at_a_real_envoy()
    {
        var cases = Rules.Select(rule => (Port: FreePort.Next(), rule.Spec, rule.Passes, rule.Refused)).ToList();
        await using var envoy = await EnforcingEnvoy.StartAsync(cases.Select(item => (item.Port, Authorization("p", item.Spec))));

        var wrong = new List<string>();
        foreach (var (port, spec, passes, refused) in cases)
        {
            foreach (var (request, expected) in passes.Select(item => (item, 200)).Concat(refused.Select(item => (item, 403))))
            {
                if (await envoy.StatusAsync(port, request) is var status && status != expected)
                {
                    wrong.Add($"{request}: {status}, not {expected}, by {spec}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [EnvoyFact]
    public async Task Tokens_and_their_claims_hold_at_a_real_envoy()
    {
        using var issuer = new TestIssuer();
        using var stranger = new TestIssuer();
        var port = FreePort.Next();
        var unknownKeys = FreePort.Next();
        const string AnyToken = "rules: [{from: [{source: {requestPrincipals: ['*']}}]}, {to: [{operation: {paths: [/healthz]}}]}]";
        await using var envoy = await EnforcingEnvoy.StartAsync(
        [
            (port, Manifest.Of(
                Tokens("t", $"{{issuer: good, audiences: [web], jwks: '{issuer.Keys}', fromHeaders: [{{name: x-jwt, prefix: 'T-'}}], fromParams: [token]}}"),
                Authorization("p", "rules: [{from: [{source: {requestPrincipals: ['good/*']}}], when: [{key: 'request.auth.claims[groups]', values: [admin, 'ops*']}]}, {to: [{operation: {paths: [/healthz]}}]}, {when: [{key: 'request.auth.claims[a][b]', values: [c]}, {key: request.auth.audiences, values: [web]}]}, {when: [{key: 'request.auth.claims[scope]', values: [write]}]}]"))),
            (unknownKeys, Manifest.Of(Tokens("t", "{issuer: good, jwksUri: 'https://keys.invalid/jwks'}"), Authorization("p", AnyToken))),
        ]);

        const string Who = "\"iss\": \"good\", \"sub\": \"me\", \"aud\": \"web\"";
        Assert.Equal(403, await envoy.StatusAsync(port, "GET /"));
        Assert.Equal(200, await envoy.StatusAsync(port, "GET /healthz"));
        Assert.Equal(200, await GetAsync($"{{{Who}, \"groups\": \"admin\"}}"));
        Assert.Equal(200, await GetAsync($"{{{Who}, \"groups\": [\"x\", \"ops-1\"]}}"));
        Assert.Equal(200, await GetAsync($"{{{Who}, \"a\": {{\"b\": \"c\"}}}}"));
        Assert.Equal(200, await GetAsync($"{{{Who}, \"scope\": \"read write\"}}"));
        Assert.Equal(200, await envoy.StatusAsync(port, "GET /?token=" + issuer.Sign($"{{{Who}, \"groups\": \"admin\"}}")));
        Assert.Equal(403, await GetAsync($"{{{Who}}}"));
        Assert.Equal(403, await GetAsync($"{{{Who}, \"groups\": [\"users\"]}}"));
        Assert.Equal(403, await GetAsync($"{{{Who}, \"a\": {{\"b\": \"d\"}}}}"));
        Assert.Equal(401, await GetAsync($"{{{Who}, \"exp\": 1}}"));
        Assert.Equal(401, await GetAsync("{\"iss\": \"other\", \"sub\": \"me\", \"aud\": \"web\"}"));
        Assert.Equal(403, await GetAsync("{\"iss\": \"good\", \"sub\": \"me\", \"aud\": \"else\"}"));
        Assert.Equal(401, await envoy.StatusAsync(port, "GET /healthz x-jwt: T-" + stranger.Sign($"{{{Who}}}")));
        Assert.Equal(401, await envoy.StatusAsync(port, "GET /healthz x-jwt: T-not.a.token"));

        // A default location counts only where none is named.
        Assert.Equal(403, await envoy.StatusAsync(port, "GET / authorization: Bearer " + issuer.Sign($"{{{Who}, \"groups\": \"admin\"}}")));
        Assert.Equal(200, await envoy.StatusAsync(unknownKeys, "GET /healthz"));
        Assert.Equal(401, await envoy.StatusAsync(unknownKeys, "GET /healthz authorization: Bearer " + issuer.Sign($"{{{Who}}}")));

        Task<int> GetAsync(string claims) => envoy.StatusAsync(port, "GET / x-jwt: T-" + issuer.Sign(claims));
    }
}
