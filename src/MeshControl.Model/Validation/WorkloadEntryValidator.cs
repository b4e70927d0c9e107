using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for WorkloadEntries.</summary>
internal sealed class WorkloadEntryValidator() : SpecValidator<WorkloadEntry>(KindCatalog.WorkloadEntry)
{
    protected override void Validate(WorkloadEntry spec, ValidationContext context) => WorkloadEntryRules.Validate(context, "", spec);
}
