namespace MeshControl.Grpc.Tests.Interop;

/// <summary>Skips where Node.js or the packages of <c>protos/package.json</c> are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GrpcJsFactAttribute : FactAttribute
{
    public GrpcJsFactAttribute()
    {
        if (InteropTools.Node is null || InteropTools.GrpcJs is null || InteropTools.GrpcJsXds is null)
        {
            Skip = "needs node on the PATH and npm packages in protos/node_modules";
        }
    }
}
