using System.Reflection;
using Envoy.Config.Cluster.V3;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MeshControl.Cli.Output;

/// <summary>Finds the descriptor of a message type by its full proto name, among the types MeshControl is compiled with.</summary>
internal static class ProtoTypes
{
    // Keyed by the C# name folded to what it has in common with the proto name; the descriptor itself settles a match.
    private static readonly Lazy<ILookup<string, Type>> Types = new(() => typeof(Cluster).Assembly.GetTypes()
        .Concat(typeof(Google.Protobuf.WellKnownTypes.Any).Assembly.GetTypes())
        .Where(type => type.IsClass && typeof(IMessage).IsAssignableFrom(type))
        .ToLookup(type => Fold(type.FullName!.Replace("+Types+", ".", StringComparison.Ordinal)), StringComparer.Ordinal));

    public static MessageDescriptor? Find(string typeUrl)
    {
        var fullName = typeUrl[(typeUrl.LastIndexOf('/') + 1)..];
        return Types.Value[Fold(fullName)].Select(Descriptor).FirstOrDefault(descriptor => descriptor?.FullName == fullName);
    }

    private static MessageDescriptor? Descriptor(Type type) =>
        type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as MessageDescriptor;

    private static string Fold(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
