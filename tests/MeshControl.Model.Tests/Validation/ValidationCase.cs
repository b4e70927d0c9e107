using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Model.Tests.Validation;

/// <summary>Reads one object of a kind with the given spec (YAML, indented by two), for the tables of rules.</summary>
internal static class ValidationCase
{
    public static void Accepted(string kind, string spec)
    {
        var result = Read(kind, spec);
        Assert.Empty(result.Findings);
        Assert.Single(result.Resources);
    }

    /// <summary>The object is refused, and one finding stands at this path and says this.</summary>
    public static void Refused(string kind, string spec, string path, string message)
    {
        var result = Read(kind, spec);
        Assert.Empty(result.Resources);
        Told(result, FindingSeverity.Error, path, message);
    }

    /// <summary>The object is used, and one warning stands at this path and says this.</summary>
    public static void Warned(string kind, string spec, string path, string message)
    {
        var result = Read(kind, spec);
        Assert.Single(result.Resources);
        Told(result, FindingSeverity.Warning, path, message);
    }

    /// <summary>Of the kind's preferred version unless another one is named.</summary>
    public static ManifestReadResult Read(string kind, string spec, string? version = null)
    {
        var type = KindCatalog.Find(kind)!;
        return ManifestReader.Read("a.yaml", $"apiVersion: {type.Group}/{version ?? type.Versions[0]}\nkind: {type.Kind}\nmetadata:\n  name: a\nspec:\n  {spec.Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
    }

    private static void Told(ManifestReadResult result, FindingSeverity severity, string path, string message)
    {
        var all = string.Join("\n", result.Findings);
        Assert.True(
            result.Findings.Any(f => f.Severity == severity && f.Path == path && f.Message.Contains(message, StringComparison.Ordinal) && f.Origin.Line > 0),
            $"expected {severity} at {path}: {message}\nfound:\n{all}");
    }
}
