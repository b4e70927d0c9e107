using Envoy.Config.Core.V3;

namespace MeshControl.Generation.Simulation;

/// <summary>The object that a resource names as its origin in its metadata.</summary>
internal static class ConfiguredBy
{
    /// <summary>`VirtualService shop/reviews` from `/apis/networking.istio.io/v1/namespaces/shop/virtual-service/reviews`; null where none is named.</summary>
    public static string? Of(Metadata? metadata)
    {
        if (metadata?.FilterMetadata.GetValueOrDefault("istio")?.Fields.GetValueOrDefault("config")?.StringValue is not { Length: > 0 } path
            || path.Split('/', StringSplitOptions.RemoveEmptyEntries) is not [.., "namespaces", var ns, var kind, var name])
        {
            return null;
        }

        var words = kind.Split('-').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]);
        return $"{string.Concat(words)} {ns}/{name}";
    }
}
