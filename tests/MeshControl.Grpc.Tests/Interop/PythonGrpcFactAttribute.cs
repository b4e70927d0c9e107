namespace MeshControl.Grpc.Tests.Interop;

/// <summary>Skips where the distribution's Python has no grpcio.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonGrpcFactAttribute : FactAttribute
{
    public PythonGrpcFactAttribute()
    {
        if (InteropTools.PythonWithGrpc is null)
        {
            Skip = "needs grpcio for /usr/bin/python3 (Debian: python3-grpcio)";
        }
    }
}
