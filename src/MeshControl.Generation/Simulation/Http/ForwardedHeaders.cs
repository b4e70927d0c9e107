using System.Net;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>What a connection manager believes of forwarded headers: the scheme of the request and where it started.</summary>
internal static class ForwardedHeaders
{
    private const string Proto = "x-forwarded-proto";
    private const string For = "x-forwarded-for";

    /// <summary>The request with scheme and x-forwarded-proto as matchers see them.</summary>
    public static HttpRequest Apply(HttpConnectionManager manager, HttpRequest request, bool isTls)
    {
        var own = isTls ? "https" : "http";
        if ((manager.UseRemoteAddress is true && manager.XffNumTrustedHops == 0) || request.Header(Proto) is null)
        {
            request = request.With(Proto, own);
        }

        var told = request.Header(Proto)!.ToLowerInvariant();
        return request with { Scheme = told is "http" or "https" ? told : own };
    }

    /// <summary>The client's address.</summary>
    public static IPAddress Origin(HttpConnectionManager manager, HttpRequest request, Connection connection)
    {
        var hops = (int)manager.XffNumTrustedHops - (manager.UseRemoteAddress is true ? 1 : 0);
        var entries = request.Header(For)?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        return hops >= 0 && hops < entries.Length && IPAddress.TryParse(entries[^(hops + 1)], out var told) ? told : connection.Source;
    }
}
