namespace MeshControl.Generation.Simulation;

/// <summary>The proxy answers itself.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record Answered(int Status, string Reason) : Verdict
{
    /// <summary>The header of a redirect; null for any other answer.</summary>
    public string? Location { get; init; }

    /// <summary>The configured body; null where there is none.</summary>
    public string? Body { get; init; }

    public ResponseEdit Response { get; init; } = ResponseEdit.None;
}
