namespace MeshControl.Model.Resources.Istio;

/// <summary>istio.extensions.v1alpha1.LuaConfig</summary>
public sealed record LuaConfig
{
    public string InlineCode { get; init; } = "";
}
