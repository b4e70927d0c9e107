namespace MeshControl.Grpc.Tests.Interop;

/// <summary>Finds gRPC clients that others wrote, where they are installed.</summary>
internal static class InteropTools
{
    public static string? GrpcJs { get; } = NodeModule("@grpc/grpc-js");

    public static string? GrpcJsXds { get; } = NodeModule("@grpc/grpc-js-xds");

    public static string? Node { get; } = OnPath("node");

    /// <summary>A Python that can import grpc: the distribution's own, not one that a version manager put before it.</summary>
    public static string? PythonWithGrpc { get; } =
        File.Exists("/usr/bin/python3") && Directory.Exists("/usr/lib/python3/dist-packages/grpc") ? "/usr/bin/python3" : null;

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Interop", name);

    private static string? NodeModule(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var module = Path.Combine(folder.FullName, "protos", "node_modules", name);
            if (Directory.Exists(module))
            {
                return module;
            }
        }

        return null;
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, name)).FirstOrDefault(File.Exists);
}
