using System.Text.RegularExpressions;

namespace MeshControl.Model.Validation;

/// <summary>Envoy's format of header values: texts with %OPERATOR%, %OPERATOR(argument)% and %OPERATOR(argument):LENGTH% in them, and %% for a percent sign.</summary>
internal static partial class HeaderFormat
{
    public static bool IsValid(string value) => !value.Contains('%', StringComparison.Ordinal) || Form().IsMatch(value);

    [GeneratedRegex(@"^([^%]|%%|%[A-Z0-9_]+(\([^%]*\))?(:[0-9]+)?%)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
