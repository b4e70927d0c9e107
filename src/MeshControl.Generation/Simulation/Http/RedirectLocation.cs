using Envoy.Config.Route.V3;
using Code = Envoy.Config.Route.V3.RedirectAction.Types.RedirectResponseCode;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Where a redirect sends a client, and with which status.</summary>
internal static class RedirectLocation
{
    public static string Of(RedirectAction redirect, RouteMatch match, HttpRequest request)
    {
        var scheme = redirect.HttpsRedirect ? "https" : redirect.SchemeRedirect.Length > 0 ? redirect.SchemeRedirect : request.Scheme;
        var port = redirect.PortRedirect == 0 ? "" : $":{redirect.PortRedirect}";
        var host = redirect.HostRedirect.Length > 0 ? redirect.HostRedirect : HostOf(request, scheme, port);
        return $"{scheme}://{host}{port}{PathOf(redirect, match, request)}";
    }

    public static int StatusOf(RedirectAction redirect) => redirect.ResponseCode switch
    {
        Code.Found => 302,
        Code.SeeOther => 303,
        Code.TemporaryRedirect => 307,
        Code.PermanentRedirect => 308,
        _ => 301,
    };

    // The port of the request goes where another is given, or where it is the default of the scheme that is left.
    private static string HostOf(HttpRequest request, string scheme, string port)
    {
        var bare = VirtualHostChoice.WithoutPort(request.Authority);
        var own = request.Authority[bare.Length..];
        var drops = port.Length > 0 || (scheme != request.Scheme && own == (request.Scheme == "https" ? ":443" : ":80"));
        return drops ? bare : request.Authority;
    }

    private static string PathOf(RedirectAction redirect, RouteMatch match, HttpRequest request)
    {
        if (redirect.PathRedirect.Length > 0)
        {
            var query = request.Path.IndexOf('?', StringComparison.Ordinal);
            return redirect.PathRedirect.Contains('?', StringComparison.Ordinal) || redirect.StripQuery || query < 0
                ? redirect.PathRedirect
                : redirect.PathRedirect + request.Path[query..];
        }

        var rewritten = PathRewriting.Apply(request, match, redirect.PrefixRewrite, redirect.RegexRewrite);
        return redirect.StripQuery ? rewritten.PathOnly : rewritten.Path;
    }
}
