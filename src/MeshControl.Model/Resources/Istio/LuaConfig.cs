namespace MeshControl.Model.Resources.Istio;

/// <summary>A Lua script as an extension (istio.extensions.v1alpha1.LuaConfig).</summary>
public sealed record LuaConfig
{
    public string InlineCode { get; init; } = "";
}
