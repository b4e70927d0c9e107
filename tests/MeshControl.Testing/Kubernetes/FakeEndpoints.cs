using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Kubernetes;
using Microsoft.AspNetCore.Http;

namespace MeshControl.Testing.Kubernetes;

/// <summary>The fake API server's HTTP side.</summary>
internal sealed class FakeEndpoints(FakeApiServer server)
{
    /// <summary>A CustomResourceDefinition is served as soon as it is stored.</summary>
    public static void Learn(FakeApiServer server, ApiResource resource, JsonObject json)
    {
        if (resource == FakeKinds.CustomResourceDefinitions)
            server.Serve([.. FakeDiscovery.Defined(json)]);
    }

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var request = FakeRequest.Parse(context.Request.Path);
            var record = request?.ToRecord(context);
            if (record is not null)
                server.Requests.Enqueue(record);
            await MisbehaveAsync(context, record);
            if (request is null || record is null)
                await PlainAsync(context);
            else
                await ResourceAsync(context, request, record);
        }
        catch (FakeAnswerException refused)
        {
            if (refused.Answer.RetryAfterSeconds is { } seconds)
                context.Response.Headers.RetryAfter = seconds.ToString();
            await WriteAsync(context, refused.Answer.ToJson(), refused.Answer.Status);
        }
        catch (OperationCanceledException)
        {
            // The client went away.
        }
    }

    private async Task MisbehaveAsync(HttpContext context, RecordedRequest? record)
    {
        if (server.Faults.Latency is var latency && latency > TimeSpan.Zero)
            await Task.Delay(latency, context.RequestAborted);
        if (server.Faults.Deaf)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (record is null)
            return;
        if (server.Faults.Answer?.Invoke(record) is { } answer)
            throw new FakeAnswerException(answer);
        if (server.AcceptedTokens is { } accepted && (record.Token is null || !accepted.Contains(record.Token)))
            throw new FakeAnswerException(new FakeAnswer(401, "Unauthorized", "Unauthorized"));
        if (server.Allowed?.Invoke(record) == false && !FakeReviews.IsReview(record))
            throw new FakeAnswerException(new FakeAnswer(403, "Forbidden", $"{record.Resource} is forbidden: cannot {record.Verb} resource \"{record.Resource}\" in API group \"{record.Group}\""));
    }

    private async Task PlainAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path is "/readyz" or "/livez" or "/healthz")
            await context.Response.WriteAsync("ok");
        else
            await WriteAsync(context, server.Discovery.Answer(path) ?? throw new FakeAnswerException(FakeAnswer.NotFound(path)));
    }

    private async Task ResourceAsync(HttpContext context, FakeRequest request, RecordedRequest record)
    {
        if (FakeReviews.IsReview(record))
        {
            await WriteAsync(context, FakeReviews.Answer(server, await BodyAsync(context)), 201);
            return;
        }

        var resource = server.Discovery.Find(request) ?? throw new FakeAnswerException(FakeAnswer.NotFound("the server could not find the requested resource:"));
        if (request.Subresource == "portforward")
        {
            var port = ushort.Parse(context.Request.Query["ports"].ToString());
            int? target = server.PortForwards.TryGetValue($"{request.Namespace}/{request.Name}:{port}", out var known) ? known : null;
            await FakePortForward.ServeAsync(context, port, target);
            return;
        }

        var dryRun = context.Request.Query["dryRun"].ToString() == "All";
        switch (record.Verb)
        {
            case "watch":
                var seconds = double.TryParse(context.Request.Query["timeoutSeconds"].ToString(), out var given) ? given : 1800;
                var from = context.Request.Query["resourceVersion"].ToString();
                await new FakeWatch(context, server.Store, resource, request.Namespace, Selector(context), server.Faults)
                    .RunAsync(from == "0" ? "" : from, TimeSpan.FromSeconds(seconds));
                break;
            case "list":
                await ListAsync(context, request, resource);
                break;
            case "get":
                await WriteAsync(context, resource, server.Store.Get((resource.Group, resource.Plural), Key(resource, request)) ?? throw Missing(request));
                break;
            case "create":
                var created = await BodyAsync(context);
                await WriteAsync(context, resource, server.Writes.Create(resource, request.Namespace, created, dryRun), 201);
                Learn(server, resource, created);
                break;
            case "update":
                await WriteAsync(context, resource, server.Writes.Update(resource, request, await BodyAsync(context), dryRun));
                break;
            case "patch":
                await WriteAsync(context, resource, await PatchAsync(context, request, resource, dryRun));
                break;
            case "delete":
                var deleted = server.Writes.Delete(resource, request.Namespace, request.Name) ?? throw Missing(request);
                if (resource == FakeKinds.CustomResourceDefinitions)
                    FakeDiscovery.Defined(deleted.Json).ToList().ForEach(server.Unserve);
                await WriteAsync(context, resource, deleted);
                break;
            default:
                throw new FakeAnswerException(new FakeAnswer(405, "MethodNotAllowed", record.Verb));
        }
    }

    private async Task ListAsync(HttpContext context, FakeRequest request, ApiResource resource)
    {
        var query = context.Request.Query;
        var limit = int.TryParse(query["limit"].ToString(), out var parsed) ? parsed : 0;
        var token = query["continue"].ToString() is { Length: > 0 } given ? given : null;
        var (items, version, next, remaining) = server.Store.List((resource.Group, resource.Plural), request.Namespace, Selector(context), limit, token);
        context.Response.ContentType = "application/json";
        var head = new JsonObject { ["resourceVersion"] = version.ToString() };
        if (next is not null)
            (head["continue"], head["remainingItemCount"]) = (next, remaining);
        // Built-in kinds' lists do not say what their items are.
        var custom = resource.Group.Contains(".istio.io", StringComparison.Ordinal) ? $"\"apiVersion\":\"{resource.ApiVersion}\",\"kind\":\"{resource.Kind}\"," : "";
        await context.Response.WriteAsync($$"""{"kind":"{{resource.Kind}}List","apiVersion":"{{resource.ApiVersion}}","metadata":{{head.ToJsonString()}},"items":[""");
        for (var i = 0; i < items.Length; i++)
        {
            await context.Response.WriteAsync(i == 0 ? $"{{{custom}" : $",{{{custom}");
            await context.Response.Body.WriteAsync(items[i].Body.AsMemory(1));
        }

        await context.Response.WriteAsync("]}\n");
    }

    private async Task<StoredObject> PatchAsync(HttpContext context, FakeRequest request, ApiResource resource, bool dryRun)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var query = context.Request.Query;
        var type = context.Request.ContentType?.Split(';')[0];
        var made = type switch
        {
            "application/apply-patch+yaml" =>
                server.Writes.Apply(resource, request, body!.AsObject(), query["fieldManager"].ToString(), query["force"].ToString() == "true", dryRun),
            "application/json-patch+json" => server.Writes.Patch(resource, request, old => JsonMerge.Patch(old, body!.AsArray()), dryRun),
            "application/merge-patch+json" or "application/strategic-merge-patch+json" =>
                server.Writes.Patch(resource, request, old => (JsonObject)JsonMerge.Merge(old, body)!, dryRun),
            _ => throw new FakeAnswerException(new FakeAnswer(415, "UnsupportedMediaType", $"the body of the request was in an unknown format - {type}")),
        };
        Learn(server, resource, made.Json);
        return made;
    }

    private static FakeSelector Selector(HttpContext context) =>
        new(context.Request.Query["labelSelector"].ToString(), context.Request.Query["fieldSelector"].ToString());

    private static string Key(ApiResource resource, FakeRequest request) => $"{(resource.Namespaced ? request.Namespace : "")}/{request.Name}";

    private static async Task<JsonObject> BodyAsync(HttpContext context) =>
        (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();

    private static FakeAnswerException Missing(FakeRequest request) => new(FakeAnswer.NotFound($"{request.Plural} \"{request.Name}\""));

    private static Task WriteAsync(HttpContext context, ApiResource resource, StoredObject stored, int status = 200)
    {
        var json = new JsonObject { ["kind"] = resource.Kind, ["apiVersion"] = resource.ApiVersion };
        foreach (var (name, value) in stored.Json)
            json[name] = value?.DeepClone();
        return WriteAsync(context, json, status);
    }

    private static Task WriteAsync(HttpContext context, JsonObject json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json.ToJsonString())).AsTask();
    }
}
