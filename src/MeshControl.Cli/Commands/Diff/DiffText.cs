using System.Text;
using MeshControl.Generation.Comparison;
using MeshControl.Model.Validation;

namespace MeshControl.Cli.Commands.Diff;

/// <summary>A comparison for people.</summary>
internal static class DiffText
{
    private const int FewFields = 4;
    private const int FewProxies = 3;
    private const int LongestValue = 80;

    public static string Of(DiffReport report, bool full)
    {
        var (text, comparison) = (new StringBuilder(), report.Comparison);
        text.Append($"{Count(comparison.Objects.Count, "object")} differ{(comparison.Objects.Count == 1 ? "s" : "")}");
        text.Append(comparison.SettingsChanged ? ", and the mesh settings" : "");
        text.Append($"; {comparison.ChangedProxyCount} of {Count(comparison.ProxyCount, "proxy", "proxies")} change{(comparison.ChangedProxyCount == 1 ? "s" : "")}\n");
        foreach (var item in comparison.Objects)
        {
            text.Append($"  {Sign(item.Change)} {item.Key}\n");
        }

        foreach (var group in comparison.Groups)
        {
            Write(text, group, full);
        }

        Write(text, "new", report.Introduced);
        Write(text, "resolved", report.Resolved);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ProxyGroupChange group, bool full)
    {
        var shown = full ? group.Proxies.Count : Math.Min(group.Proxies.Count, FewProxies);
        text.Append('\n').AppendJoin(", ", group.Proxies.Take(shown));
        text.Append(group.Proxies.Count > shown ? $" and {group.Proxies.Count - shown} more" : "");
        text.Append(group.Change switch { ChangeKind.Added => ": new\n", ChangeKind.Removed => ": gone\n", _ => "\n" });
        var width = group.Resources.Select(resource => resource.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var resource in group.Resources)
        {
            var causes = resource.Causes.Count == 0 ? "(mesh settings)" : string.Join(", ", resource.Causes);
            text.Append($"  {Sign(resource.Change)} {resource.Type,-4} {resource.Name.PadRight(width)}  {causes}\n");
            foreach (var field in full ? resource.Fields : resource.Fields.Take(FewFields))
            {
                text.Append($"         {field.Path}: {Value(field.Old, full)} -> {Value(field.New, full)}\n");
            }

            if (!full && resource.Fields.Count > FewFields)
            {
                text.Append($"         … {resource.Fields.Count - FewFields} more; --full prints them\n");
            }
        }
    }

    private static void Write(StringBuilder text, string which, IReadOnlyList<Finding> findings)
    {
        if (findings.Count > 0)
        {
            text.Append($"\n{which} findings\n");
            foreach (var finding in findings)
            {
                text.Append("  ").Append(finding).Append('\n');
            }
        }
    }

    private static string Value(string? json, bool full) => json switch
    {
        null => "none",
        { Length: > LongestValue } when !full => json[..(LongestValue - 1)] + "…",
        _ => json,
    };

    private static char Sign(ChangeKind change) => change switch { ChangeKind.Added => '+', ChangeKind.Removed => '-', _ => '~' };

    private static string Count(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";
}
