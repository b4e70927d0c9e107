using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A Lua script as an extension (istio.extensions.v1alpha1.LuaConfig).</summary>
public sealed record LuaConfig
{
    [Limits(Required = true, MinLength = 1, MaxLength = 65536)]
    public string InlineCode { get; init; } = "";
}
