using MeshControl.Model.Analysis;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Tests.Analysis;

/// <summary>Analyses some YAML and writes what is said as CODE KIND NAMESPACE/NAME PATH.</summary>
internal static class AnalysisCase
{
    public static IReadOnlyList<string> Codes(string yaml, bool isCluster = false) =>
        [.. Run(yaml, isCluster).Messages.Select(message => $"{message.Code} {message.Origin} {message.Path}".TrimEnd())];

    public static AnalysisResult Run(string yaml, bool isCluster = false, IReadOnlyCollection<Suppression>? suppressions = null, MeshSettings? settings = null)
    {
        var read = ManifestReader.Read("a.yaml", yaml);
        var snapshot = new AnalysisSnapshot(read.Resources.Concat(read.Refused)) { Findings = read.Findings, IsComplete = isCluster, Settings = settings ?? MeshSettings.Default };
        return MeshAnalysis.Run(snapshot, suppressions: suppressions);
    }

    /// <summary>One object: KIND NAMESPACE/NAME and its spec in YAML's flow style.</summary>
    public static string Object(string kind, string ns, string name, string spec, string metadata = "")
    {
        var type = KindCatalog.Find(kind)!;
        var version = type.Group.Length == 0 ? type.Versions[0] : $"{type.Group}/{type.Versions[0]}";
        return $"---\napiVersion: {version}\nkind: {type.Kind}\nmetadata: {{name: {name}{(ns.Length > 0 ? $", namespace: {ns}" : "")}{(metadata.Length > 0 ? ", " + metadata : "")}}}\nspec: {spec}\n";
    }
}
