using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Webhooks.Serving;

/// <summary>
/// The HTTP side that all webhooks share. What a caller sends wrongly is answered, as istiod answers it; only a fault of ours is a 500, and then the
/// webhook configuration's failurePolicy decides what becomes of the object.
/// </summary>
internal sealed class WebhookHandler(
    IEnumerable<IAdmissionWebhook> webhooks, Func<bool> isReady, WebhookOptions options, WebhookMetrics metrics, TimeProvider clock, ILogger<WebhookHandler> log)
    : IDisposable
{
    private const string MediaType = "application/json";
    // The longest path first: /inject/x must not hide /inject/x/y.
    private readonly IAdmissionWebhook[] _webhooks = [.. webhooks.OrderByDescending(webhook => webhook.Path.Length)];
    private readonly SemaphoreSlim _turns = new(options.MaxConcurrent);

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (_webhooks.FirstOrDefault(webhook => request.Path.StartsWithSegments(webhook.Path)) is not { } webhook)
        {
            await EndAsync(context, null, StatusCodes.Status404NotFound, $"no webhook is served at {request.Path}");
            return;
        }

        var started = clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(CallTimeout.Of(request.Query["timeout"], options), clock);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        try
        {
            await AnswerAsync(context, webhook, started, cancellation.Token);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            metrics.NotAnswered(webhook.Path, StatusCodes.Status499ClientClosedRequest);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(context, webhook, StatusCodes.Status503ServiceUnavailable, "the caller's time ran out before there was an answer");
        }
        catch (BadHttpRequestException e)
        {
            await EndAsync(context, webhook, e.StatusCode, e.Message);
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task AnswerAsync(HttpContext context, IAdmissionWebhook webhook, long started, CancellationToken cancellation)
    {
        var (status, problem) = Refusal(context.Request);
        if (problem is not null)
        {
            await EndAsync(context, webhook, status, problem);
            return;
        }

        var body = await ReadAsync(context.Request.BodyReader, cancellation);
        if (body is null)
        {
            await EndAsync(context, webhook, StatusCodes.Status413PayloadTooLarge, $"the body is longer than {options.MaxBody} bytes");
            return;
        }

        if (body.Length == 0)
        {
            await EndAsync(context, webhook, StatusCodes.Status400BadRequest, "no body found");
            return;
        }

        var review = AdmissionReviewReader.Read(body, context.Request.Path + context.Request.QueryString);
        AdmissionAnswer answer;
        try
        {
            answer = review.Request is { } asked ? await ReviewAsync(webhook, asked, cancellation) : Unreadable(review);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(log, e, webhook.Path, review.Request!.Kind, Subject(review.Request));
            await EndAsync(context, webhook, StatusCodes.Status500InternalServerError, "the object could not be reviewed; the server's log says why");
            return;
        }

        context.Response.ContentType = MediaType;
        await context.Response.Body.WriteAsync(AdmissionReviewWriter.Write(review, answer), cancellation);
        Tell(webhook, review, answer, clock.GetElapsedTime(started));
    }

    private (int Status, string? Problem) Refusal(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            request.HttpContext.Response.Headers.Allow = HttpMethods.Post;
            return (StatusCodes.Status405MethodNotAllowed, $"{request.Method} is not POST");
        }

        if (request.ContentType != MediaType && request.ContentLength != 0)
        {
            return (StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{request.ContentType}' is not {MediaType}");
        }

        // Without a whole configuration a pod would get half a sidecar.
        return isReady() ? (0, null) : (StatusCodes.Status503ServiceUnavailable, "the configuration has not been read completely yet");
    }

    /// <summary>Null where the body is too long.</summary>
    private async Task<byte[]?> ReadAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > options.MaxBody)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async Task<AdmissionAnswer> ReviewAsync(IAdmissionWebhook webhook, AdmissionRequest request, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        // The turn ends with the work, not with the caller's patience.
        var work = Task.Run(
            () =>
            {
                try
                {
                    return webhook.Review(request);
                }
                finally
                {
                    _turns.Release();
                }
            },
            CancellationToken.None);
        return await work.WaitAsync(cancellation);
    }

    private static AdmissionAnswer Unreadable(AdmissionReview review) => AdmissionAnswer.Deny(review.Error!) with { Reason = "yaml_decode_error" };

    private void Tell(IAdmissionWebhook webhook, AdmissionReview review, AdmissionAnswer answer, TimeSpan time)
    {
        metrics.Answered(webhook.Path, review, answer, time);
        var verdict = answer switch
        {
            { Allowed: false } => $"refused: {answer.Message?.Split('\n')[0]}",
            { Patch: not null } => "changed",
            _ => "left as it is",
        };
        Log.Answered(log, webhook.Path, review.Request?.Operation ?? "", review.Request?.Kind ?? "", review.Request is { } asked ? Subject(asked) : "", verdict, time.TotalMilliseconds);
    }

    /// <summary>Namespace and name, or what a name will be made from.</summary>
    private static string Subject(AdmissionRequest request)
    {
        var name = request.Name.Length > 0
            || request.Object.ValueKind != JsonValueKind.Object
            || !request.Object.TryGetProperty("metadata", out var metadata)
            || metadata.ValueKind != JsonValueKind.Object
            || !metadata.TryGetProperty("generateName", out var prefix)
                ? request.Name
                : prefix + "*";
        return request.Namespace.Length > 0 ? $"{request.Namespace}/{name}" : name;
    }

    private async Task EndAsync(HttpContext context, IAdmissionWebhook? webhook, int status, string reason)
    {
        var path = webhook?.Path ?? context.Request.Path.ToString();
        metrics.NotAnswered(path, status);
        Log.NotAnswered(log, path, status, reason);
        Debug.Assert(!context.Response.HasStarted, "an answer was begun before it was known");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}
