using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Extensions;

/// <summary>One patch of an EnvoyFilter by its place in the object.</summary>
public readonly record struct EnvoyPatch(Resource<EnvoyFilter> Source, int Index)
{
    public EnvoyConfigObjectPatch Spec => Source.Spec.ConfigPatches[Index];

    public EnvoyFilterOperation Operation => Spec.Patch?.Operation ?? EnvoyFilterOperation.Invalid;

    public EnvoyFilterPatchContext Context => Spec.Match?.Context ?? EnvoyFilterPatchContext.Any;

    /// <summary>True where the patch is for objects of this side.</summary>
    public bool IsFor(EnvoyFilterPatchContext side) => Context == EnvoyFilterPatchContext.Any || Context == side;
}
