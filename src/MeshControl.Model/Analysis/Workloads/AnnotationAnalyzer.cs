using MeshControl.Model.Resources;

namespace MeshControl.Model.Analysis.Workloads;

/// <summary>Istio's annotations stand where they have an effect, and are spelled right.</summary>
internal sealed class AnnotationAnalyzer : IAnalyzer
{
    private const string InjectName = "sidecar.istio.io/inject";

    public string Name => "annotations.K8sAnalyzer";

    public string Description => "Checks for misplaced and invalid Istio annotations in Kubernetes resources";

    public IReadOnlyList<ResourceKind> Inputs => [];

    public void Analyze(AnalysisSnapshot snapshot, AnalysisReport report)
    {
        ResourceKind[] kinds = [KindCatalog.Namespace, KindCatalog.Service, KindCatalog.Pod];
        foreach (var resource in snapshot.All.Where(resource => kinds.Contains(resource.Kind)))
        {
            foreach (var (name, value) in resource.Meta.Annotations.Where(annotation => KnownAnnotations.IsIstios(annotation.Key)).OrderBy(annotation => annotation.Key, StringComparer.Ordinal))
            {
                Check(resource, name, value, report);
            }
        }
    }

    private static void Check(Resource resource, string name, string value, AnalysisReport report)
    {
        var path = $"metadata.annotations[\"{name}\"]";
        if (KnownAnnotations.Find(name) is not { } known)
        {
            report.Tell(AnalysisCodes.UnknownAnnotation, resource, path, $"Unknown annotation: {name}", "correct its name, or remove it");
            return;
        }

        if (known.IsDeprecated && !(name == InjectName && resource.Meta.Labels.ContainsKey(InjectName)))
        {
            var instead = name == InjectName ? " in favor of the \"sidecar.istio.io/inject\" label" : "";
            report.Tell(
                AnalysisCodes.DeprecatedAnnotation, resource, path, $"Annotation \"{name}\" has been deprecated{instead} and may not work in future Istio versions.",
                instead.Length > 0 ? "use the label" : "remove it");
        }

        if (!known.FitsOn(resource.Kind.Kind))
        {
            report.Tell(AnalysisCodes.MisplacedAnnotation, resource, path, $"Misplaced annotation: {name} can only be applied to {known.Kinds}", $"move it to a {known.Kinds}");
        }
        else if (AnnotationValues.Problem(name, value) is { } problem)
        {
            report.Tell(AnalysisCodes.InvalidAnnotation, resource, path, $"Invalid annotation {name}: {problem}", "correct its value");
        }
    }
}
