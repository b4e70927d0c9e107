using System.Net;
using System.Net.Http.Headers;

namespace MeshControl.Kubernetes.Client;

/// <summary>A request that can be sent twice: again after a refreshed token.</summary>
internal sealed record ApiRequest(HttpMethod Method, string PathAndQuery, ReadOnlyMemory<byte>? Body = null, string ContentType = "application/json")
{
    public HttpRequestMessage ToMessage(Uri baseAddress, AuthenticationHeaderValue? authorization)
    {
        // A server behind a path (a gateway to several clusters) keeps its path.
        var uri = new Uri(baseAddress.AbsoluteUri.TrimEnd('/') + PathAndQuery);
        var message = new HttpRequestMessage(Method, uri) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("meshcontrol", typeof(ApiRequest).Assembly.GetName().Version?.ToString(3)));
        message.Headers.Authorization = authorization;
        if (Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        }

        return message;
    }

    /// <summary>For messages: what was asked, without selectors and tokens.</summary>
    public override string ToString() => $"{Method} {PathAndQuery.Split('?')[0]}";
}
