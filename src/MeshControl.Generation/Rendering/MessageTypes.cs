using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MeshControl.Generation.Rendering;

/// <summary>Every message type that an Any of ours may hold, for protobuf's JSON form.</summary>
public static class MessageTypes
{
    private static readonly Lazy<TypeRegistry> All = new(Load);

    public static TypeRegistry Registry => All.Value;

    private static TypeRegistry Load()
    {
        var files = typeof(Envoy.Config.Cluster.V3.Cluster).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>();
        return TypeRegistry.FromFiles(files);
    }
}
