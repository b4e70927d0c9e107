using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for ProxyConfigs.</summary>
internal sealed class WorkloadProxyConfigValidator() : SpecValidator<WorkloadProxyConfig>(KindCatalog.ProxyConfig)
{
    protected override void Validate(WorkloadProxyConfig spec, ValidationContext context)
    {
        FieldRules.Selector(context, spec.Selector, null, []);
        FieldRules.NotNegative(context, "concurrency", spec.Concurrency);
    }
}
