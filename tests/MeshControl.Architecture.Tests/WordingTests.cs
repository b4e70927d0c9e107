using System.Text.RegularExpressions;
using MeshControl.Architecture.Tests.Source;

namespace MeshControl.Architecture.Tests;

/// <summary>What no tracked file may say.</summary>
public sealed partial class WordingTests
{
    private const int MaxScannedLength = 1_000_000;

    // Put together here so that this file does not break its own rule.
    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "Not" + "ImplementedException"];

    [Fact]
    public void Nothing_unfinished_is_checked_in() => Violations.None(
        Lines(file => Path.GetExtension(file) is ".cs" or ".md" or ".csproj" or ".props" or ".proto" or ".sh")
            .Where(line => Unfinished.Any(word => Regex.IsMatch(line.Text, $@"\b{word}\b", RegexOptions.None, TimeSpan.FromSeconds(1))))
            .Select(line => $"{line.File}:{line.Number}: {line.Text}"),
        "Finish it, or say in the docs what is left out.");

    [Fact]
    public void No_file_names_a_path_of_one_machine() => Violations.None(
        Lines(file => !file.EndsWith("package-lock.json", StringComparison.Ordinal)).Where(line => MachinePath().IsMatch(line.Text)).Select(line => $"{line.File}:{line.Number}: {line.Text}"),
        "Take the path from an environment variable or from the repository root.");

    [Fact]
    public void No_analyzer_rule_is_silenced_in_code() => Violations.None(
        from path in Repository.CSharpFiles
        let file = SourceFile.Load(path)
        from pragma in PragmaPattern().Matches(file.Text)
        // Envoy's API marks fields as deprecated that its releases still need.
        where !pragma.Value.Contains("CS0612", StringComparison.Ordinal)
        select $"{path}: {pragma.Value.Trim()}",
        "Correct the code, or silence the rule in .editorconfig with a reason.");

    private static IEnumerable<(string File, int Number, string Text)> Lines(Func<string, bool> isWanted) =>
        from file in Repository.Files.Where(isWanted)
        let content = Repository.Read(file)
        where content.Length <= MaxScannedLength && !content.Contains('\0', StringComparison.Ordinal)
        from line in content.Split('\n').Select((text, index) => (File: file, Number: index + 1, Text: text.Trim()))
        select line;

    [GeneratedRegex(@"(?<![\w.$}/-])(/(work|root)/|/home/(?!\.|\$|\{)\w+/|/Users/\w+/|[A-Z]:\\Users\\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^\s*#pragma warning disable.*$", RegexOptions.Multiline, 5000)]
    private static partial Regex PragmaPattern();
}
