using System.Text.RegularExpressions;

namespace MeshControl.Architecture.Tests.Source;

/// <summary>What the layout rules ask of a C# file: its namespace and its top-level types.</summary>
internal sealed partial class SourceFile
{
    private SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Code = CSharpText.CodeOf(text);
        Namespace = NamespacePattern().Match(Code) is { Success: true } match ? match.Groups["name"].Value : null;
        TopLevelTypes = [.. Declarations(Code[(Namespace is null ? 0 : NamespacePattern().Match(Code).Index + NamespacePattern().Match(Code).Length)..]).Select(NameOf).OfType<string>()];
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The text without comments and literals.</summary>
    public string Code { get; }

    /// <summary>The file-scoped namespace, or null.</summary>
    public string? Namespace { get; }

    public IReadOnlyList<string> TopLevelTypes { get; }

    public int Lines => Text.AsSpan().Count('\n') + (Text.EndsWith('\n') ? 0 : 1);

    public static SourceFile Parse(string path, string text) => new(path, text);

    public static SourceFile Load(string path) => new(path, Repository.Read(path));

    /// <summary>The text outside every body, cut after each body and each semicolon.</summary>
    private static IEnumerable<string> Declarations(string code)
    {
        var head = new System.Text.StringBuilder();
        var depth = 0;
        foreach (var c in code)
        {
            if (c == '}' && --depth > 0)
            {
                continue;
            }

            if (depth == 0 && c is '}' or ';' || (c == '{' && depth == 0))
            {
                if (head.Length > 0)
                {
                    yield return head.ToString();
                    head.Clear();
                }
            }
            else if (depth == 0)
            {
                head.Append(c);
            }

            depth += c == '{' ? 1 : 0;
        }
    }

    private static string? NameOf(string declaration) =>
        DeclarationPattern().Match(declaration) is { Success: true } match ? match.Groups["name"].Value
        : DelegatePattern().Match(declaration) is { Success: true } method ? method.Groups["name"].Value
        : null;

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)\s*;", RegexOptions.Multiline, 5000)]
    private static partial Regex NamespacePattern();

    // Attributes (one level of brackets inside), modifiers, the kind, the name.
    [GeneratedRegex(@"^\s*(\[(?:[^\[\]]|\[[^\[\]]*\])*\]\s*)*((public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(record\s+struct|record\s+class|record|class|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex DeclarationPattern();

    [GeneratedRegex(@"^\s*(\[(?:[^\[\]]|\[[^\[\]]*\])*\]\s*)*((public|internal|file|unsafe)\s+)*delegate\s[^(]*?(?<name>\w+)\s*(<[^>]*>)?\s*\(", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex DelegatePattern();
}
