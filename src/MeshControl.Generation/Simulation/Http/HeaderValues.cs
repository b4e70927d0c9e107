using System.Text.RegularExpressions;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Configured header values: `%%` is a percent sign, `%REQ(name)%` a request header; other commands stay as written.</summary>
internal static partial class HeaderValues
{
    public static string Format(string value, HttpRequest? request) => Command().Replace(value, match =>
        match.Value == "%%" ? "%"
        : request is not null && match.Groups["name"].Success ? First(request, match.Groups["name"].Value)
        : match.Value);

    private static string First(HttpRequest request, string name) => name.StartsWith(':')
        ? request.Header(name) ?? ""
        : request.Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";

    [GeneratedRegex("%%|%REQ\\((?<name>[^)?]+)\\)%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();
}
