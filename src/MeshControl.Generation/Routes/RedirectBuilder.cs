using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using MeshControl.Model.Resources.Istio;
using Codes = Envoy.Config.Route.V3.RedirectAction.Types.RedirectResponseCode;

namespace MeshControl.Generation.Routes;

/// <summary>Redirects and direct responses (traffic specification 4.5).</summary>
internal static class RedirectBuilder
{
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    /// <summary>Null where the code is none that Envoy can send.</summary>
    public static RedirectAction? Build(HttpRedirect redirect, RouteScope scope)
    {
        if (ResponseCode(redirect.RedirectCode) is not { } code)
        {
            return null;
        }

        var result = new RedirectAction { HostRedirect = redirect.Authority, PortRedirect = (uint)Port(redirect, scope), ResponseCode = code };
        if (redirect.PrefixRewrite.Length > 0)
        {
            result.PrefixRewrite = redirect.PrefixRewrite;
        }
        else
        {
            result.PathRedirect = redirect.Uri;
        }

        if (redirect.Scheme.Length > 0)
        {
            result.SchemeRedirect = redirect.Scheme;
        }

        return result;
    }

    /// <summary>Null where the status is none.</summary>
    public static DirectResponseAction? Build(HttpDirectResponse response)
    {
        if (response.Status is < 200 or > 599)
        {
            return null;
        }

        var result = new DirectResponseAction { Status = (uint)response.Status };
        if (response.Body?.String is { } text)
        {
            result.Body = new DataSource { InlineString = text };
        }
        else if (response.Body?.Bytes is { } bytes)
        {
            result.Body = new DataSource { InlineBytes = ByteString.CopyFrom(bytes) };
        }

        return result;
    }

    private static int Port(HttpRedirect redirect, RouteScope scope)
    {
        // Envoy cannot take the port of the request, but each table is for one port.
        var port = redirect.Port ?? (redirect.DerivePort == RedirectPortSelection.FromRequestPort ? scope.Port : 0);
        var scheme = redirect.Scheme.Length > 0 ? redirect.Scheme : scope.IsTls ? "https" : "http";
        return (port, scheme) is (HttpPort, "http") or (HttpsPort, "https") ? 0 : Math.Clamp(port, 0, ushort.MaxValue);
    }

    private static Codes? ResponseCode(int code) => code switch
    {
        0 or 301 => Codes.MovedPermanently,
        302 => Codes.Found,
        303 => Codes.SeeOther,
        307 => Codes.TemporaryRedirect,
        308 => Codes.PermanentRedirect,
        _ => null,
    };
}
