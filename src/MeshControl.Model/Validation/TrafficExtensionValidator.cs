using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for TrafficExtensions.</summary>
internal sealed class TrafficExtensionValidator() : SpecValidator<TrafficExtension>(KindCatalog.TrafficExtension)
{
    protected override void Validate(TrafficExtension spec, ValidationContext context)
    {
        FieldRules.Selector(context, spec.Selector, null, spec.TargetRefs);
        WasmRules.Match(context, spec.Match);
        if (spec.Wasm is { } wasm)
        {
            WasmRules.Module(context, "wasm.", wasm.Url, wasm.Sha256, wasm.VmConfig);
        }
        else if (spec.Lua is null)
        {
            context.Error(FindingCode.MissingField, "", "the extension has no code", "add wasm or lua");
        }
        else if (spec.Lua.InlineCode.Length == 0)
        {
            context.Error(FindingCode.MissingField, "lua.inlineCode", "the script is empty");
        }
    }
}
