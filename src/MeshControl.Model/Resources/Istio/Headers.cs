namespace MeshControl.Model.Resources.Istio;

/// <summary>Changes of request and response headers (istio.networking.v1alpha3.Headers).</summary>
public sealed record Headers
{
    public HeaderOperations? Request { get; init; }

    public HeaderOperations? Response { get; init; }
}
