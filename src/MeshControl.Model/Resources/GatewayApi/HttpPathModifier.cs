namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io HTTPPathModifier; Type is ReplaceFullPath or ReplacePrefixMatch.</summary>
public sealed record HttpPathModifier
{
    public string Type { get; init; } = "";

    public string? ReplaceFullPath { get; init; }

    public string? ReplacePrefixMatch { get; init; }
}
