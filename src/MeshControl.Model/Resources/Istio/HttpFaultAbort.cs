using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Requests that are answered with an error (istio.networking.v1alpha3.HTTPFaultInjection.Abort).</summary>
public sealed record HttpFaultAbort
{
    [OneOf("errorType")]
    public int? HttpStatus { get; init; }

    [OneOf("errorType")]
    public string? GrpcStatus { get; init; }

    [OneOf("errorType")]
    public string? Http2Error { get; init; }

    public Percent? Percentage { get; init; }
}
