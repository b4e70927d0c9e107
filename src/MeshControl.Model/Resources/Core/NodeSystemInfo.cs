namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 NodeSystemInfo.</summary>
public sealed record NodeSystemInfo
{
    /// <summary>Such as v1.33.1.</summary>
    public string KubeletVersion { get; init; } = "";
}
