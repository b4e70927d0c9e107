using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using MeshControl.Cli.Commands;

namespace MeshControl.Cli.Targets;

/// <summary>An HTTP admin port that answers JSON; every failure becomes one line that names the address and the remedy.</summary>
internal sealed class AdminEndpoint(string what, string address, int defaultPort, string remedy, Func<CancellationToken, Task<Stream>>? connect = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public string Description { get; } = $"{what} at {address}";

    /// <summary>GETs a path; null where the answer is 404.</summary>
    public async Task<JsonDocument?> GetAsync(string path, CancellationToken cancellation)
    {
        using var client = connect is null ? new HttpClient() : new HttpClient(new SocketsHttpHandler { ConnectCallback = async (_, token) => await connect(token) });
        client.Timeout = Patience;
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await client.GetAsync(new Uri(Base(), path), HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (!response.IsSuccessStatusCode)
                throw new CommandException($"{Description} answered {(int)response.StatusCode} to {path}: {await FirstLineAsync(response, cancellation)}");
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            return await JsonDocument.ParseAsync(body, default, cancellation);
        }
        catch (HttpRequestException failure)
        {
            var reason = failure.InnerException is SocketException socket ? socket.Message : connect is null ? failure.Message : failure.GetBaseException().Message;
            throw new CommandException($"cannot reach {Description}: {reason}; {remedy}", failure);
        }
        catch (TaskCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException($"{Description} did not answer within {Patience.TotalSeconds:0} s; {remedy}", late);
        }
        catch (JsonException broken)
        {
            throw new CommandException($"{Description} answered something else than JSON to {path}; {remedy}", broken);
        }
    }

    private Uri Base()
    {
        var text = address.Contains("://", StringComparison.Ordinal) ? address : $"http://{(address.StartsWith(':') ? "127.0.0.1" : "")}{address}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Scheme is not ("http" or "https"))
            throw new CommandException($"\"{address}\" is no address; write HOST:PORT, for example 127.0.0.1:{defaultPort}");
        var hasPort = uri.Authority.AsSpan(uri.Authority.LastIndexOf(']') + 1).Contains(':') || address.EndsWith(":80", StringComparison.Ordinal);
        return hasPort ? uri : new UriBuilder(uri) { Port = defaultPort }.Uri;
    }

    private static async Task<string> FirstLineAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        var line = text.AsSpan().Trim();
        var end = line.IndexOf('\n');
        return (end < 0 ? line : line[..end]).ToString();
    }
}
