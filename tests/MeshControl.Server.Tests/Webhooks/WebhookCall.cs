using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Server.Webhooks;
using MeshControl.Server.Webhooks.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Webhooks;

/// <summary>One call of the webhook port without a network.</summary>
internal sealed class WebhookCall
{
    public const string Pod = """{"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"reviews-v1-"}}""";

    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "/inject";

    public string Query { get; init; } = "";

    public string? ContentType { get; init; } = "application/json";

    public byte[] Body { get; init; } = Review();

    public bool Ready { get; init; } = true;

    public WebhookOptions Options { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public int Status { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>The response of the AdmissionReview that came back.</summary>
    public JsonNode Response => JsonNode.Parse(Text)!["response"]!;

    public static byte[] Review(string request = $$"""
        {"uid":"u-1","kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},
         "namespace":"shop","operation":"CREATE","object":{{Pod}},"oldObject":null,"dryRun":false}
        """, string apiVersion = "admission.k8s.io/v1") =>
        Encoding.UTF8.GetBytes($$"""{"kind":"AdmissionReview","apiVersion":"{{apiVersion}}","request":{{request}}}""");

    public async Task<WebhookCall> SendAsync(params IAdmissionWebhook[] webhooks)
    {
        using var metrics = new WebhookMetrics();
        using var handler = new WebhookHandler(webhooks, () => Ready, Options, metrics, Clock, NullLogger<WebhookHandler>.Instance);
        using var answer = new MemoryStream();
        using var body = new MemoryStream(Body);
        var context = new DefaultHttpContext();
        context.Request.Method = Method;
        context.Request.Path = Path;
        context.Request.QueryString = new QueryString(Query);
        context.Request.ContentType = ContentType;
        context.Request.Body = body;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        await handler.HandleAsync(context);
        Status = context.Response.StatusCode;
        Text = Encoding.UTF8.GetString(answer.ToArray());
        return this;
    }
}
