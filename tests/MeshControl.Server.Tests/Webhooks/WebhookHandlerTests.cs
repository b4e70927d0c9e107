using System.Text;
using System.Text.Json;
using MeshControl.Server.Webhooks;
using MeshControl.Server.Webhooks.Serving;
using MeshControl.Testing.Time;

namespace MeshControl.Server.Tests.Webhooks;

/// <summary>What an API server gets from the webhook port, whatever it sends.</summary>
public sealed class WebhookHandlerTests
{
    [Fact]
    public async Task A_webhook_reads_the_request_as_the_server_sent_it()
    {
        var webhook = new ScriptedWebhook("/inject", _ => AdmissionAnswer.Allow);
        var call = await new WebhookCall { Path = "/inject/cluster/one", Query = "?timeout=10s" }.SendAsync(webhook);

        Assert.Equal(200, call.Status);
        Assert.Equal("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"u-1","allowed":true}}""", call.Text);
        var asked = webhook.Asked!;
        Assert.Equal(("u-1", "", "v1", "Pod", "shop", "", "CREATE", false), (asked.Uid, asked.Group, asked.Version, asked.Kind, asked.Namespace, asked.Name, asked.Operation, asked.DryRun));
        Assert.Equal("/inject/cluster/one?timeout=10s", asked.Path);
        Assert.Equal("reviews-v1-", asked.Object.GetProperty("metadata").GetProperty("generateName").GetString());
        Assert.Equal(JsonValueKind.Undefined, asked.OldObject.ValueKind);
    }

    [Fact]
    public async Task A_patch_goes_back_in_base64_with_its_type()
    {
        var patch = Encoding.UTF8.GetBytes("""[{"op":"add","path":"/metadata/labels","value":{}}]""");
        var call = await new WebhookCall().SendAsync(new ScriptedWebhook("/inject", _ => new AdmissionAnswer(true, null, ["port 15053 is not captured"], patch)));

        Assert.Equal("JSONPatch", call.Response["patchType"]!.GetValue<string>());
        Assert.Equal(patch, Convert.FromBase64String(call.Response["patch"]!.GetValue<string>()));
        Assert.Equal("port 15053 is not captured", call.Response["warnings"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refusal_is_an_answer_with_a_message_and_without_a_patch()
    {
        var call = await new WebhookCall { Path = "/validate" }.SendAsync(
            new ScriptedWebhook("/validate", _ => new AdmissionAnswer(false, "spec.hosts: name a host", [], [1])));

        Assert.Equal(200, call.Status);
        Assert.False(call.Response["allowed"]!.GetValue<bool>());
        Assert.Equal("spec.hosts: name a host", call.Response["status"]!["message"]!.GetValue<string>());
        Assert.Null(call.Response["patch"]);
    }

    [Fact]
    public async Task The_older_envelope_is_answered_in_itself()
    {
        var old = WebhookCall.Review(apiVersion: "admission.k8s.io/v1beta1");
        var call = await new WebhookCall { Body = old }.SendAsync(new ScriptedWebhook("/inject", _ => AdmissionAnswer.Allow));
        Assert.StartsWith("""{"apiVersion":"admission.k8s.io/v1beta1",""", call.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 400, "no body found")]
    [InlineData("{", 200, "could not read the AdmissionReview")]
    [InlineData("[]", 200, "not an AdmissionReview")]
    [InlineData("null", 200, "not an AdmissionReview")]
    [InlineData("""{"kind":"Pod"}""", 200, "not an AdmissionReview")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v2"}""", 200, "apiVersion 'admission.k8s.io/v2' is not known")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}""", 200, "no request with a uid")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":[]}""", 200, "no request with a uid")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":7}}""", 200, "no request with a uid")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","operation":"CREATE"}}""", 200, "request.object is missing")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","operation":"CREATE","object":"x"}}""", 200, "request.object is missing")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","object":{"a":"\ud800"}}}""", 200, "half of a surrogate pair")]
    public async Task Bad_bodies_are_answered_and_reach_no_webhook(string body, int status, string problem)
    {
        var webhook = new ScriptedWebhook("/validate", _ => AdmissionAnswer.Allow);
        var call = await new WebhookCall { Path = "/validate", Body = Encoding.UTF8.GetBytes(body) }.SendAsync(webhook);

        Assert.Equal(status, call.Status);
        Assert.Contains(problem, call.Text, StringComparison.Ordinal);
        Assert.Null(webhook.Asked);
        Assert.True(status != 200 || !call.Response["allowed"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("GET", "/inject", "application/json", true, 405)]
    [InlineData("POST", "/", "application/json", true, 404)]
    [InlineData("POST", "/injection", "application/json", true, 404)]
    [InlineData("POST", "/metrics", "application/json", true, 404)]
    [InlineData("POST", "/inject", "text/plain", true, 415)]
    [InlineData("POST", "/inject", null, true, 415)]
    [InlineData("POST", "/inject", "application/json", false, 503)]
    public async Task What_is_no_call_of_a_webhook_gets_its_status(string method, string path, string? type, bool ready, int status)
    {
        var webhook = new ScriptedWebhook("/inject", _ => AdmissionAnswer.Allow);
        var call = await new WebhookCall { Method = method, Path = path, ContentType = type, Ready = ready }.SendAsync(webhook);
        Assert.Equal((status, true), (call.Status, webhook.Asked is null));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        byte[] body = [.. "{\"kind\":\""u8, 0xff, .. "\"}"u8];
        var call = await new WebhookCall { Body = body }.SendAsync(new ScriptedWebhook("/inject", _ => AdmissionAnswer.Allow));
        Assert.Equal(200, call.Status);
        Assert.Contains("not UTF-8", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_not_read_to_its_end()
    {
        var call = await new WebhookCall { Body = new byte[2000], Options = new WebhookOptions { MaxBody = 1000 } }.SendAsync(new ScriptedWebhook("/inject", _ => AdmissionAnswer.Allow));
        Assert.Equal(413, call.Status);
    }

    [Fact]
    public async Task A_fault_of_ours_is_no_verdict_so_that_the_failure_policy_decides()
    {
        var call = await new WebhookCall().SendAsync(new ScriptedWebhook("/inject", _ => throw new InvalidOperationException("a bug")));
        Assert.Equal(500, call.Status);
        Assert.DoesNotContain("a bug", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_is_not_answered_after_the_time_it_gave()
    {
        var clock = new FakeClock();
        using var release = new ManualResetEventSlim();
        var reviewing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new ScriptedWebhook("/inject", _ =>
        {
            reviewing.SetResult();
            release.Wait(TimeSpan.FromSeconds(30));
            return AdmissionAnswer.Allow;
        });
        var call = new WebhookCall { Query = "?timeout=2s", Clock = clock }.SendAsync(slow);
        await reviewing.Task;
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(503, (await call).Status);
        release.Set();
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData("5s", 5)]
    [InlineData("1m0s", 30)]
    [InlineData("-1s", 10)]
    [InlineData("soon", 10)]
    public void The_callers_patience_comes_from_its_query(string? query, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CallTimeout.Of(query, new WebhookOptions()));
}
