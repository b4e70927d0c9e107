namespace MeshControl.Model.Resources.Core;

/// <summary>A Kubernetes or Istio status condition; Status is True, False or Unknown.</summary>
public sealed record Condition
{
    public string Type { get; init; } = "";

    public string Status { get; init; } = "";

    public string? Reason { get; init; }

    public string? Message { get; init; }
}
