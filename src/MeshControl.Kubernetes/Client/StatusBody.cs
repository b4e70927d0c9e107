namespace MeshControl.Kubernetes.Client;

/// <summary>metav1.Status: what the API server answers when it says no.</summary>
internal sealed record StatusBody(int? Code, string? Reason, string? Message, StatusBody.DetailsBody? Details)
{
    internal sealed record DetailsBody(int? RetryAfterSeconds);
}
