using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MeshControl.Kubernetes.Client.Reading;
using MeshControl.Kubernetes.Connection;
using MeshControl.Kubernetes.PortForwarding;

namespace MeshControl.Kubernetes.Client;

/// <summary>One API server. Every failure is a <see cref="KubeApiException"/>; nothing is tried again here but a refused token.</summary>
public sealed partial class KubeApi : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly ApiSender _sender;

    public KubeApi(KubeConnection connection, HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        Connection = connection;
        _http = new HttpMessageInvoker(handler ?? ConnectionHandler.Create(connection), disposeHandler: handler is null);
        _sender = new ApiSender(connection, _http, time ?? TimeProvider.System);
    }

    public KubeConnection Connection { get; }

    internal TimeProvider Time => _sender.Time;

    /// <summary>One page.</summary>
    public async Task<KubeList> ListAsync(ApiResource resource, ListOptions options, CancellationToken cancellationToken)
    {
        // With a continue token the version is the token's.
        var version = options.Continue is null ? options.ResourceVersion : null;
        var path = ApiPath.Of(resource, options.Namespace) + ApiPath.Query(
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector),
            ("limit", options.Limit > 0 ? options.Limit.ToString() : null),
            ("continue", options.Continue),
            ("resourceVersion", version));
        var request = new ApiRequest(HttpMethod.Get, path);
        var reader = new ListReader(resource, options.Trim, new StringPool());
        await ReadAsync(request, reader, cancellationToken);
        return Whole(request, reader.Take);
    }

    /// <summary>Page after page, until the last.</summary>
    public async IAsyncEnumerable<KubeList> ListAllAsync(
        ApiResource resource, ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KubeList page;
        do
        {
            page = await ListAsync(resource, options, cancellationToken);
            yield return page;
            options = options with { Continue = page.Continue };
        }
        while (page.Continue is not null);
    }

    /// <summary>Events from a list's resource version on, until the server ends the watch; an error event is the last one.</summary>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ApiResource resource, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var watch = await OpenWatchAsync(resource, options, cancellationToken);
        await foreach (var @event in watch.ReadAllAsync(cancellationToken))
            yield return @event;
    }

    /// <summary>The object, or null where there is none of that name (or kind).</summary>
    public async Task<KubeObject?> GetAsync(ApiResource resource, string? @namespace, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await ObjectAsync(resource, new ApiRequest(HttpMethod.Get, ApiPath.Of(resource, @namespace, name)), cancellationToken);
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }

    public Task<KubeObject> CreateAsync(
        ApiResource resource, string? @namespace, ReadOnlyMemory<byte> json, CancellationToken cancellationToken, bool dryRun = false) =>
        ObjectAsync(resource, new ApiRequest(HttpMethod.Post, ApiPath.Of(resource, @namespace) + DryRun(dryRun), json), cancellationToken);

    /// <summary>Writes the whole object; with metadata.resourceVersion in it, only over exactly that version.</summary>
    public Task<KubeObject> ReplaceAsync(
        ApiResource resource, string? @namespace, string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken, string? subresource = null) =>
        ObjectAsync(resource, new ApiRequest(HttpMethod.Put, ApiPath.Of(resource, @namespace, name, subresource), json), cancellationToken);

    public Task<KubeObject> PatchAsync(
        ApiResource resource, string? @namespace, string name, PatchType type, ReadOnlyMemory<byte> json, CancellationToken cancellationToken, string? subresource = null) =>
        ObjectAsync(resource, new ApiRequest(HttpMethod.Patch, ApiPath.Of(resource, @namespace, name, subresource), json, type switch
        {
            PatchType.Json => "application/json-patch+json",
            PatchType.Merge => "application/merge-patch+json",
            _ => "application/strategic-merge-patch+json",
        }), cancellationToken);

    /// <summary>Server-side apply: makes the object, or sets the fields given and owns them. The body carries apiVersion and kind.</summary>
    public Task<KubeObject> ApplyAsync(
        ApiResource resource, string? @namespace, string name, ReadOnlyMemory<byte> json, ApplyOptions options, CancellationToken cancellationToken) =>
        ApplyAsync(resource, @namespace, name, subresource: null, json, options, cancellationToken);

    /// <summary>Server-side apply of the status alone.</summary>
    public Task<KubeObject> ApplyStatusAsync(
        ApiResource resource, string? @namespace, string name, ReadOnlyMemory<byte> json, ApplyOptions options, CancellationToken cancellationToken) =>
        ApplyAsync(resource, @namespace, name, "status", json, options, cancellationToken);

    /// <summary>False where there was nothing to delete.</summary>
    public async Task<bool> DeleteAsync(ApiResource resource, string? @namespace, string name, CancellationToken cancellationToken)
    {
        try
        {
            await _sender.SendForBytesAsync(new ApiRequest(HttpMethod.Delete, ApiPath.Of(resource, @namespace, name)), cancellationToken);
            return true;
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return false;
        }
    }

    /// <summary>A byte stream to a TCP port of a pod, through the API server and the kubelet.</summary>
    public Task<Stream> OpenPortForwardAsync(string @namespace, string pod, int port, CancellationToken cancellationToken) =>
        PortForwardConnector.ConnectAsync(_sender, @namespace, pod, port, cancellationToken);

    public void Dispose() => _http.Dispose();

    internal async Task<WatchStream> OpenWatchAsync(ApiResource resource, WatchOptions options, CancellationToken cancellationToken)
    {
        var path = ApiPath.Of(resource, options.Namespace) + ApiPath.Query(
            ("watch", "1"),
            ("allowWatchBookmarks", "true"),
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector),
            ("resourceVersion", options.ResourceVersion),
            ("timeoutSeconds", ((int)options.Timeout.TotalSeconds).ToString()));
        var response = await _sender.OpenAsync(new ApiRequest(HttpMethod.Get, path), options.Silence, cancellationToken);
        return new WatchStream(_sender, response, await response.Content.ReadAsStreamAsync(cancellationToken), resource, options);
    }

    private static string DryRun(bool dryRun) => dryRun ? "?dryRun=All" : "";

    private Task<KubeObject> ApplyAsync(
        ApiResource resource, string? @namespace, string name, string? subresource, ReadOnlyMemory<byte> json, ApplyOptions options, CancellationToken cancellationToken)
    {
        var query = ApiPath.Query(("fieldManager", options.FieldManager), ("force", options.Force ? "true" : null), ("dryRun", options.DryRun ? "All" : null));
        var path = ApiPath.Of(resource, @namespace, name, subresource) + query;
        return ObjectAsync(resource, new ApiRequest(HttpMethod.Patch, path, json, "application/apply-patch+yaml"), cancellationToken);
    }

    private async Task<KubeObject> ObjectAsync(ApiResource resource, ApiRequest request, CancellationToken cancellationToken)
    {
        var reader = new SingleReader(resource, FieldTrim.None, new StringPool());
        await ReadAsync(request, reader, cancellationToken);
        return Whole(request, reader.Take);
    }

    private async Task ReadAsync(ApiRequest request, ITokenConsumer consumer, CancellationToken cancellationToken)
    {
        using var response = await _sender.OpenAsync(request, ApiSender.Patience, cancellationToken);
        await using var pipe = new JsonPipe(await response.Content.ReadAsStreamAsync(cancellationToken), consumer, manyValues: false);
        try
        {
            while (await _sender.GuardAsync(request.ToString(), ApiSender.Patience, token => pipe.AdvanceAsync(token).AsTask(), cancellationToken))
            {
                // The consumer has taken what came.
            }
        }
        catch (JsonException garbage)
        {
            throw KubeApiException.Unreadable($"{request}: {garbage.Message}", garbage);
        }
    }

    private static T Whole<T>(ApiRequest request, Func<T> take)
    {
        try
        {
            return take();
        }
        catch (JsonException incomplete)
        {
            throw KubeApiException.Unreadable($"{request}: {incomplete.Message}", incomplete);
        }
    }
}
