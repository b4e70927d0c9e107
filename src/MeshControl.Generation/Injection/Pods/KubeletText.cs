using System.Text;

namespace MeshControl.Generation.Injection.Pods;

/// <summary>Text in command, args and env of a container, where the kubelet replaces <c>$(NAME)</c> by the variable and <c>$$</c> by a dollar.</summary>
internal static class KubeletText
{
    /// <summary>Reads as the text itself.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i]);
            if (text[i] == '$' && i + 1 < text.Length && (text[i + 1] is '$' or '('))
            {
                result.Append('$');
            }
        }

        return result.ToString();
    }

    /// <summary>As <see cref="Escape(string)"/>, but references to these variables are replaced.</summary>
    public static string EscapeExcept(string text, IEnumerable<string> variables) =>
        variables.Aggregate(Escape(text), (escaped, name) => escaped.Replace($"$$({name})", $"$({name})", StringComparison.Ordinal));

    public static string Unescape(string text) => text.Replace("$$", "$", StringComparison.Ordinal);
}
