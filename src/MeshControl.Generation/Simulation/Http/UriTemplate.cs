using System.Text;
using System.Text.RegularExpressions;

namespace MeshControl.Generation.Simulation.Http;

/// <summary>Path templates of Envoy's uri_template extension: `*` is one segment, `**` any number, `{name=...}` names a part.</summary>
internal static class UriTemplate
{
    private const string Letter = "-a-zA-Z0-9._~%!$&'()+,;:@=";

    public static bool IsMatch(string template, string path) => Re2.IsFullMatch(Pattern(template), path);

    private static string Pattern(string template)
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '{' && template.IndexOf('}', i) is var end and > 0)
            {
                var variable = template[(i + 1)..end];
                var equals = variable.IndexOf('=', StringComparison.Ordinal);
                text.Append('(').Append(equals < 0 ? Pattern("*") : Pattern(variable[(equals + 1)..])).Append(')');
                i = end;
            }
            else if (template[i] == '*')
            {
                var isDeep = i + 1 < template.Length && template[i + 1] == '*';
                text.Append('[').Append(Letter).Append(isDeep ? "/]*" : "]+");
                i += isDeep ? 1 : 0;
            }
            else
            {
                text.Append(Regex.Escape(template[i].ToString()));
            }
        }

        return text.ToString();
    }
}
