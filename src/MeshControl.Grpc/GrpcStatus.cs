namespace MeshControl.Grpc;

/// <summary>How a call ended: the code and a text for humans (empty for OK).</summary>
public readonly record struct GrpcStatus(GrpcStatusCode Code, string Detail)
{
    /// <summary>The status of a call that succeeded.</summary>
    public static readonly GrpcStatus Ok = new(GrpcStatusCode.Ok, "");

    public override string ToString() => Detail.Length == 0 ? Code.ToString() : $"{Code}: {Detail}";
}
