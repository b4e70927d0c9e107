namespace MeshControl.Model.Resources.Istio;

/// <summary>One patch of an EnvoyFilter (istio.networking.v1alpha3.EnvoyFilter.EnvoyConfigObjectPatch).</summary>
public sealed record EnvoyConfigObjectPatch
{
    public EnvoyFilterApplyTo ApplyTo { get; init; }

    public EnvoyConfigObjectMatch? Match { get; init; }

    public EnvoyFilterPatch? Patch { get; init; }
}
