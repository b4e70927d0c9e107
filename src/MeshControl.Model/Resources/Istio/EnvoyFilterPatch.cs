using System.Text.Json;

namespace MeshControl.Model.Resources.Istio;

/// <summary>The change itself (istio.networking.v1alpha3.EnvoyFilter.Patch).</summary>
public sealed record EnvoyFilterPatch
{
    public EnvoyFilterOperation Operation { get; init; }

    public JsonElement? Value { get; init; }

    public EnvoyFilterFilterClass FilterClass { get; init; }
}
