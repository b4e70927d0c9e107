using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for DestinationRules.</summary>
internal sealed class DestinationRuleValidator() : SpecValidator<DestinationRule>(KindCatalog.DestinationRule)
{
    protected override void Validate(DestinationRule spec, ValidationContext context)
    {
        FieldRules.Host(context, "host", spec.Host);
        if (spec.TrafficPolicy is { } policy)
        {
            TrafficPolicyRules.Validate(context, "trafficPolicy", policy);
        }

        for (var i = 0; i < spec.Subsets.Count; i++)
        {
            ValidateSubset(context, spec.Subsets, i);
        }

        FieldRules.ExportTo(context, spec.ExportTo);
        if (spec.WorkloadSelector is { } selector)
        {
            FieldRules.Labels(context, "workloadSelector.matchLabels", selector.MatchLabels);
            if (spec.ExportTo.Any(e => e != "." && e != context.Resource.Namespace))
            {
                context.Error(FindingCode.ConflictingFields, "exportTo", "a rule for selected workloads applies in its own namespace only", "use exportTo: [\".\"], or remove workloadSelector");
            }
        }
    }

    private static void ValidateSubset(ValidationContext context, IReadOnlyList<Subset> subsets, int index)
    {
        var subset = subsets[index];
        var path = $"subsets[{index}]";
        if (subset.Name.Length == 0)
        {
            context.Error(FindingCode.MissingField, path + ".name", "the subset has no name");
        }
        else
        {
            FieldRules.Label(context, path + ".name", subset.Name, "a subset name");
        }

        if (subsets.Take(index).Any(s => s.Name == subset.Name))
        {
            context.Error(FindingCode.InvalidName, path + ".name", $"the subset \"{subset.Name}\" is defined twice", "rename or remove one");
        }

        FieldRules.Labels(context, path + ".labels", subset.Labels);
        if (subset.TrafficPolicy is { } policy)
        {
            TrafficPolicyRules.Validate(context, path + ".trafficPolicy", policy);
        }
    }
}
