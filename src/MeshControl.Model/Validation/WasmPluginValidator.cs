using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for WasmPlugins.</summary>
internal sealed class WasmPluginValidator() : SpecValidator<WasmPlugin>(KindCatalog.WasmPlugin)
{
    protected override void Validate(WasmPlugin spec, ValidationContext context)
    {
        FieldRules.Selector(context, spec.Selector, spec.TargetRef, spec.TargetRefs);
        WasmRules.Module(context, "", spec.Url, spec.Sha256, spec.VmConfig);
        WasmRules.Match(context, spec.Match);
    }
}
