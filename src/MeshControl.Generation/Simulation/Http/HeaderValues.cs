using System.Text.RegularExpressions;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Configured header values: `%%` is a percent sign, `%REQ(name)%` a request header; other commands stay as written.</summary>
internal static partial class HeaderValues
{
    public static string Format(string value, HttpRequest? request) => Command().Replace(value, match =>
        match.Value == "%%" ? "%"
        : request is not null && match.Groups[1].Success ? request.Header(match.Groups[1].Value) ?? ""
        : match.Value);

    [GeneratedRegex("%%|%REQ\\(([^)?]+)\\)%", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();
}
