using MeshControl.Testing.Tokens;

namespace MeshControl.EndToEnd.Tests.Guard;

/// <content>Tokens of two issuers: the first one's in the usual places, the second one's in places of its own.</content>
internal sealed partial class GuardTable
{
    private const string FirstClaims = "\"iss\": \"https://first.example\", \"sub\": \"me\", \"aud\": \"web\"";
    private const string SecondClaims = "\"iss\": \"second\", \"sub\": \"you\"";
    private const string Public = "rules: [{to: [{operation: {ports: [PORT]}}]}]";

    private void AddTokens()
    {
        Http(Public,
            ["buyer GET /", "stranger GET /", Bearer(FirstClaims), $"buyer GET /?access_token={First(FirstClaims)}", Bearer(FirstClaims + ", \"exp\": 4102444800"),
             Bearer("\"iss\": \"https://first.example\", \"sub\": \"me\", \"aud\": [\"x\", \"api\"]"),
             $"buyer GET / x-jwt: Token {Second(SecondClaims)}", $"buyer GET /?tok={Second(SecondClaims)}", $"buyer GET / cookie: a=b; session={Second(SecondClaims)}".Replace("; session", ";session", StringComparison.Ordinal)],
            [
                "401 " + Bearer(FirstClaims + ", \"exp\": 1"), "401 " + Bearer(FirstClaims + ", \"nbf\": 4102444800"),
                "401 " + Bearer("\"iss\": \"https://third.example\", \"sub\": \"me\", \"aud\": \"web\""),
                "403 " + Bearer("\"iss\": \"https://first.example\", \"sub\": \"me\", \"aud\": \"other\""),
                "403 " + Bearer("\"iss\": \"https://first.example\", \"sub\": \"me\""),
                $"401 buyer GET / authorization: Bearer {_second.Sign($"{{{FirstClaims}}}")}",
                "401 buyer GET / authorization: Bearer not.a.token", "401 stranger GET / authorization: Bearer a",
                $"401 buyer GET / authorization: Bearer {First(FirstClaims)[..^4]}AAAA",
                $"401 buyer GET / authorization: Bearer {Swapped(First(FirstClaims), First(FirstClaims.Replace("me", "admin", StringComparison.Ordinal)))}",
                $"401 buyer GET / authorization: Bearer {TestIssuer.Unsigned("{\"alg\":\"none\"}", $"{{{FirstClaims}}}")}",
                $"401 buyer GET / authorization: Bearer {TestIssuer.Unsigned("{\"alg\":\"None\",\"typ\":\"JWT\"}", $"{{{FirstClaims}}}", "AA")}",
                $"401 buyer GET / authorization: Bearer {TestIssuer.Hashed($"{{{FirstClaims}}}", _first.Keys)}",
                $"401 buyer GET / authorization: Bearer {TestIssuer.Unsigned("{\"alg\":\"ES384\"}", $"{{{FirstClaims}}}", First(FirstClaims).Split('.')[2])}",
                $"401 buyer GET / x-jwt: Token {First(FirstClaims)}", $"401 buyer GET /?tok={First(SecondClaims)}", "401 buyer GET / x-jwt: Token x",
            ], Tokens);
    }

    private void AddClaims()
    {
        Identified("requestPrincipals: ['*']", [Bearer(FirstClaims), $"buyer GET / x-jwt: Token {Second(SecondClaims)}"], ["buyer GET /", "stranger GET /"]);
        Identified("requestPrincipals: ['https://first.example/me']", [Bearer(FirstClaims)], ["buyer GET /", Bearer(FirstClaims.Replace("me", "other", StringComparison.Ordinal)), $"buyer GET / x-jwt: Token {Second(SecondClaims)}"]);
        Identified("requestPrincipals: ['second/*', '*/admin']", [$"buyer GET /?tok={Second(SecondClaims)}", Bearer(FirstClaims.Replace("me", "admin", StringComparison.Ordinal))], [Bearer(FirstClaims)]);
        Identified("notRequestPrincipals: ['*']", ["buyer GET /"], [Bearer(FirstClaims)]);
        Claimed("{key: request.auth.principal, values: ['https://first.example/me']}", [Bearer(FirstClaims)], ["buyer GET /"]);
        Claimed("{key: request.auth.audiences, values: [api]}", [Bearer("\"iss\": \"https://first.example\", \"sub\": \"me\", \"aud\": [\"web\", \"api\"]")], [Bearer(FirstClaims)]);
        Claimed("{key: request.auth.presenter, values: [portal]}", [Bearer(FirstClaims + ", \"azp\": \"portal\"")], [Bearer(FirstClaims + ", \"azp\": \"x\""), Bearer(FirstClaims)]);
        Claimed("{key: 'request.auth.claims[groups]', values: [admin, 'ops*'], notValues: [ops-9]}",
            [Bearer(FirstClaims + ", \"groups\": \"admin\""), Bearer(FirstClaims + ", \"groups\": [\"x\", \"ops-1\"]")],
            [Bearer(FirstClaims), Bearer(FirstClaims + ", \"groups\": [\"users\"]"), Bearer(FirstClaims + ", \"groups\": [\"admin\", \"ops-9\"]")]);
        Claimed("{key: 'request.auth.claims[a][b]', values: [c]}", [Bearer(FirstClaims + ", \"a\": {\"b\": \"c\"}")], [Bearer(FirstClaims + ", \"a\": {\"b\": \"d\"}"), Bearer(FirstClaims + ", \"b\": \"c\"")]);
        Claimed("{key: 'request.auth.claims[scope]', values: [write]}", [Bearer(FirstClaims + ", \"scope\": \"read write\"")], [Bearer(FirstClaims + ", \"scope\": \"read\"")]);
        Http("action: DENY, rules: [{to: [{operation: {ports: [PORT]}}], when: [{key: 'request.auth.claims[blocked]', values: ['yes']}]}]",
            ["buyer GET /", Bearer(FirstClaims)], [Bearer(FirstClaims + ", \"blocked\": \"yes\"")], Tokens);
        Http("rules: [{from: [{source: {requestPrincipals: ['*'], namespaces: [bank]}}], to: [{operation: {ports: [PORT]}}]}]",
            [Bearer(FirstClaims).Replace("buyer", "teller", StringComparison.Ordinal)], [Bearer(FirstClaims), "teller GET /"], Tokens);
    }

    private string First(string claims) => _first.Sign($"{{{claims}}}");

    private string Second(string claims) => _second.Sign($"{{{claims}}}");

    private string Bearer(string claims) => "buyer GET / authorization: Bearer " + First(claims);

    // The payload of one token with the signature of another.
    private static string Swapped(string signature, string payload) => string.Join('.', payload.Split('.')[..2].Append(signature.Split('.')[2]));

    private void Identified(string source, string[] passes, string[] refused) =>
        Http($"rules: [{{from: [{{source: {{{source}}}}}], to: [{{operation: {{ports: [PORT]}}}}]}}]", passes, refused, Tokens);

    private void Claimed(string condition, string[] passes, string[] refused) =>
        Http($"rules: [{{to: [{{operation: {{ports: [PORT]}}}}], when: [{condition}]}}]", passes, refused, Tokens);
}
