namespace MeshControl.Grpc;

/// <summary>Ends a call with a status: thrown by handlers to answer, and by the client when the peer answered so.</summary>
public sealed class GrpcStatusException(GrpcStatusCode code, string detail, Exception? inner = null) : Exception($"{code}: {detail}", inner)
{
    public GrpcStatusException(GrpcStatus status)
        : this(status.Code, status.Detail)
    {
    }

    public GrpcStatusCode Code { get; } = code;

    public string Detail { get; } = detail;

    /// <summary>An encoded <c>google.rpc.Status</c>, sent as <c>grpc-status-details-bin</c>; empty for none.</summary>
    public ReadOnlyMemory<byte> StatusDetails { get; init; }

    public GrpcStatus Status => new(Code, Detail);
}
