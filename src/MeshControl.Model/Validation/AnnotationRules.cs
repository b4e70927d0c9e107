using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Annotations that decide whether an object of ours may be stored at all.</summary>
internal static class AnnotationRules
{
    private const string DryRun = "istio.io/dry-run";

    // The first lets an installation ask whether its webhook answers; the others mark what a control plane made itself.
    private static readonly (string Name, string Message)[] Refused =
    [
        ("internal.istio.io/webhook-always-reject", "objects with this annotation are refused to show that validation works"),
        ("internal.istio.io/parents", "this annotation is reserved for configuration that the mesh makes itself"),
        ("internal.istio.io/parent-namespace", "this annotation is reserved for configuration that the mesh makes itself"),
    ];

    public static void Validate(Resource resource, ValidationContext context)
    {
        var annotations = resource.Meta.Annotations;
        foreach (var (name, message) in Refused.Where(refused => annotations.ContainsKey(refused.Name)))
        {
            context.MetadataError(FindingCode.InvalidValue, Path(name), message, "remove it");
        }

        if (annotations.TryGetValue(DryRun, out var dryRun))
        {
            ValidateDryRun(resource, dryRun, context);
        }
    }

    private static void ValidateDryRun(Resource resource, string value, ValidationContext context)
    {
        // What Go's ParseBool takes. A policy that is there is enforced where this is in doubt.
        if (value is not ("1" or "t" or "T" or "true" or "TRUE" or "True" or "0" or "f" or "F" or "false" or "FALSE" or "False"))
        {
            context.MetadataWarning(FindingCode.DoubtfulAnnotation, Path(DryRun), $"\"{value}\" is neither true nor false", "write \"true\" or \"false\"");
        }

        if (resource is not Resource<AuthorizationPolicy> policy)
        {
            context.MetadataWarning(FindingCode.DoubtfulAnnotation, Path(DryRun), $"a {resource.Kind.Kind} cannot be tried without effect; only an AuthorizationPolicy can", "remove it");
        }
        else if (policy.Spec.Action is AuthorizationAction.Custom or AuthorizationAction.Audit)
        {
            context.MetadataWarning(FindingCode.DoubtfulAnnotation, Path(DryRun), "only policies that ALLOW or DENY can be tried without effect", "remove it, or use another action");
        }
    }

    private static string Path(string annotation) => $"annotations[\"{annotation}\"]";
}
