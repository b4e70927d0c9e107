using System.Collections.ObjectModel;
using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.GatewayApi;

/// <summary>Matches of HTTPRoutes and GRPCRoutes (traffic specification 1.13).</summary>
internal static class HttpMatchConversion
{
    private const string Regex = "RegularExpression";

    public static HttpMatchRequest Convert(HttpRouteMatch match) => new()
    {
        Uri = match.Path is { } path ? Path(path) : null,
        Method = match.Method is { } method ? new StringMatch { Exact = method } : null,
        Headers = Named(match.Headers, static name => name.ToLowerInvariant()),
        QueryParams = Named(match.QueryParams, static name => name),
    };

    public static HttpMatchRequest Convert(GrpcRouteMatch match) => new()
    {
        Uri = match.Method is { } method ? Path(method) : null,
        Headers = Named(match.Headers, static name => name.ToLowerInvariant()),
    };

    private static StringMatch Path(HttpPathMatch path) => path.Type switch
    {
        "Exact" => new StringMatch { Exact = path.Value ?? "/" },
        Regex => new StringMatch { Regex = path.Value ?? "/" },
        _ => new StringMatch { Prefix = path.Value ?? "/" },
    };

    // A gRPC method is the path /SERVICE/METHOD.
    private static StringMatch? Path(GrpcMethodMatch method) =>
        (string.IsNullOrEmpty(method.Service), string.IsNullOrEmpty(method.Method), method.Type == Regex) switch
        {
            (true, true, _) => null,
            (true, false, _) => new StringMatch { Regex = $"/[^/]+/{method.Method}" },
            (false, true, true) => new StringMatch { Regex = $"/{method.Service}/.+" },
            (false, true, false) => new StringMatch { Prefix = $"/{method.Service}/" },
            (false, false, true) => new StringMatch { Regex = $"/{method.Service}/{method.Method}" },
            _ => new StringMatch { Exact = $"/{method.Service}/{method.Method}" },
        };

    private static IReadOnlyDictionary<string, StringMatch> Named(IReadOnlyList<HttpHeaderMatch> matches, Func<string, string> nameOf)
    {
        if (matches.Count == 0)
        {
            return ReadOnlyDictionary<string, StringMatch>.Empty;
        }

        var result = new Dictionary<string, StringMatch>();
        foreach (var match in matches)
        {
            result.TryAdd(nameOf(match.Name), match.Type == Regex ? new StringMatch { Regex = match.Value } : new StringMatch { Exact = match.Value });
        }

        return result;
    }
}
