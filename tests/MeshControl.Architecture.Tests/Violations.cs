namespace MeshControl.Architecture.Tests;

/// <summary>Fails with one line for each place that breaks a rule, and what to do about it.</summary>
internal static class Violations
{
    public static void None(IEnumerable<string> found, string remedy)
    {
        string[] lines = [.. found.Order(StringComparer.Ordinal)];
        Assert.True(lines.Length == 0, $"{lines.Length} place(s) break the rule. {remedy}\n  {string.Join("\n  ", lines)}");
    }
}
