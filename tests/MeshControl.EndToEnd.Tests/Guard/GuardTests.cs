using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using MeshControl.EndToEnd.Tests.Mesh;
using MeshControl.EndToEnd.Tests.Network;

namespace MeshControl.EndToEnd.Tests.Guard;

/// <summary>Policies asserted by requests between stock Envoys.</summary>
[Collection(MeshCollection.Name)]
public sealed class GuardTests(GuardMesh fixture) : IClassFixture<GuardMesh>
{
    private const string First = "\"iss\": \"https://first.example\", \"sub\": \"me\"";
    private readonly GuardMesh _fixture = fixture;

    [NetworkFact]
    public async Task Every_form_of_rule_lets_through_and_refuses_what_it_says()
    {
        var wrong = new List<string>();
        var asked = 0;
        await AskAsync(_fixture.Cases[0], "buyer GET /");
        foreach (var item in _fixture.Cases)
        {
            foreach (var (request, expected) in item.Passes.Select(static text => (text, 200)).Concat(item.Refused.Select(Expected)))
            {
                asked++;
                if (await AskAsync(item, request) is var status && status != expected)
                {
                    wrong.Add($"{request}: {status}, not {expected}, by {item.Server}:{item.Port} {string.Join(" + ", item.Policies)}");
                }
            }
        }

        Assert.True(asked >= 150, $"{asked} requests");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {asked}:\n{string.Join('\n', wrong)}");
        Assert.All(await _fixture.Mesh.RefusalsAsync(), static pod => Assert.Equal(0, pod.Value));
    }

    [NetworkFact]
    public async Task What_a_verified_token_says_goes_on_in_headers()
    {
        var open = _fixture.Cases.First(static item => item.Server == "tokens" && item.IsAllow);
        var token = _fixture.Second.Sign("{\"iss\": \"second\", \"sub\": \"you\", \"nested\": {\"group\": \"staff\"}}");
        var answer = await _fixture.Mesh["buyer-0"].Client.GetAsync($"http://tokens:{open.Port}/", ("x-jwt", "Token " + token));

        Assert.Equal("you", answer.Echo.Headers["x-sub"]);
        Assert.Equal("staff", answer.Echo.Headers["x-group"]);
        Assert.Equal("Token " + token, answer.Echo.Headers["x-jwt"]);
        var payload = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(answer.Echo.Headers["x-payload"]))).RootElement;
        Assert.Equal("you", payload.GetProperty("sub").GetString());

        // The first issuer's is not forwarded.
        var first = await _fixture.Mesh["buyer-0"].Client.GetAsync($"http://tokens:{open.Port}/", ("authorization", "Bearer " + _fixture.First.Sign($"{{{First}, \"aud\": \"web\"}}")));
        Assert.DoesNotContain("authorization", first.Echo.Headers);
    }

    [NetworkFact]
    public async Task An_external_authorizer_over_http_adds_headers_where_it_allows_and_where_it_refuses()
    {
        var asked = _fixture.Cases.First(static item => item.Policies[0].Contains("by-http", StringComparison.Ordinal));
        var client = _fixture.Mesh["buyer-0"].Client;
        Assert.Equal("authorizer", (await client.GetAsync($"http://tokens:{asked.Port}/", ("x-leave", "yes"))).Echo.Headers["x-checked"]);
        var refused = await client.GetAsync($"http://tokens:{asked.Port}/");
        Assert.Equal((403, "authorizer"), (refused.Status, refused.Headers["x-reason"]));
    }

    [NetworkTheory]
    [InlineData(8080, "/open", "", "403 or 200")]
    [InlineData(8080, "/closed", "", "403")]
    [InlineData(8080, "/x/../closed", "", "403")]
    [InlineData(8081, "/closed", "", "anybody")]
    [InlineData(8081, "/", "\"group\": \"admin\"", "admins")]
    [InlineData(8081, "/", "\"group\": [\"x\", \"admin\"]", "admins")]
    [InlineData(8081, "/", "\"group\": \"user\"", "anybody")]
    [InlineData(8081, "/", "\"nested\": {\"role\": \"operator\"}", "operators")]
    public async Task Gateways_have_policies_by_reference_and_routes_by_claims(int port, string path, string claims, string expected)
    {
        (string, string)[] headers = claims.Length == 0 ? [] : [("authorization", "Bearer " + _fixture.First.Sign($"{{{First}, {claims}}}"))];
        var answer = await _fixture.Mesh.Outside.GetAsync($"http://10.244.1.2:{port}{path}", headers);
        Assert.Equal(expected == "403 or 200" ? "200" : expected, answer.Body is "admins" or "operators" or "anybody" ? answer.Body : $"{answer.Status}");
    }

    private static (string Request, int Status) Expected(string text) =>
        char.IsAsciiDigit(text[0]) ? (text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..], int.Parse(text.Split(' ')[0])) : (text, 403);

    // The status of a request; 0 where the connection was ended instead.
    private async Task<int> AskAsync(GuardCase item, string text)
    {
        var parts = text.Split(' ', 4);
        var pod = _fixture.Mesh[parts[0] + "-0"];
        var host = parts[0] == "stranger" ? _fixture.AddressOf(item) : $"{item.Server}.shop";
        var headers = parts.Length < 4 ? [] : parts[3].Split("; ").Select(static header => header.Split(": ", 2)).Select(static pair => (pair[0], pair[1]));
        try
        {
            return (await pod.Client.SendAsync(new HttpMethod(parts[1]), $"http://{host}:{item.Port}{parts[2]}", headers)).Status;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
