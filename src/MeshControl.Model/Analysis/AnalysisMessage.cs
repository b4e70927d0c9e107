using MeshControl.Model.Resources;

namespace MeshControl.Model.Analysis;

/// <summary>One thing that analysis has to say about one object.</summary>
public sealed record AnalysisMessage
{
    public required AnalysisCode Code { get; init; }

    /// <summary>KIND NAMESPACE/NAME, or KIND NAME when cluster-scoped.</summary>
    public required string Origin { get; init; }

    /// <summary>Null for a place without an object, such as the mesh configuration.</summary>
    public ResourceKey? Resource { get; init; }

    /// <summary>Where the object stands; its line is that of the field where the text is at hand.</summary>
    public required ResourceOrigin Place { get; init; }

    /// <summary>The field, or empty for the whole object.</summary>
    public string Path { get; init; } = "";

    /// <summary>istioctl's sentence.</summary>
    public required string Text { get; init; }

    /// <summary>What to do about it; may be empty.</summary>
    public string Fix { get; init; } = "";

    public AnalysisLevel Level => Code.Level;
}
