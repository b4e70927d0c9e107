using MeshControl.Model.Resources;

namespace MeshControl.Model.Validation;

/// <summary>What is asked of an object before it is stored, beyond what is asked of one that is there already.</summary>
public static class AdmissionRules
{
    /// <summary>True for errors, and for what its author cannot have meant.</summary>
    public static bool Refuses(Finding finding) =>
        finding.Severity == FindingSeverity.Error
        || finding.Code == FindingCode.DoubtfulAnnotation
        // A field that no object has (spce); deeper down it may be a newer API's.
        || (finding.Code == FindingCode.UnknownField && !finding.Path.Contains('.', StringComparison.Ordinal));

    /// <summary>Warnings that no running mesh needs to hear again and again.</summary>
    public static IEnumerable<Finding> Remarks(Resource resource)
    {
        if (resource.Kind == KindCatalog.EnvoyFilter)
        {
            yield return new()
            {
                Severity = FindingSeverity.Warning,
                Code = FindingCode.Internal,
                Resource = resource.Key,
                Message = "EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.",
                Origin = resource.Meta.Origin,
            };
        }
    }
}
