using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Extensions;

/// <summary>An extension of filter chains, from a TrafficExtension or from a WasmPlugin, which is one by another name; equal where the object is.</summary>
public sealed class MeshExtension : IEquatable<MeshExtension>
{
    private const string TranslatedSuffix = "~istio-translated-wasmplugin";

    private MeshExtension(Resource source, string name, TrafficExtension spec)
    {
        Source = source;
        Name = name;
        Spec = spec;
    }

    public Resource Source { get; }

    /// <summary>`namespace.name`, unique among both kinds.</summary>
    public string Name { get; }

    public TrafficExtension Spec { get; }

    /// <summary>True for a filter of bytes rather than of HTTP.</summary>
    public bool IsNetwork => Spec.Wasm?.Type == PluginType.Network;

    public static MeshExtension Of(Resource<TrafficExtension> source) => new(source, $"{source.Namespace}.{source.Name}", source.Spec);

    public static MeshExtension Of(Resource<WasmPlugin> source)
    {
        var plugin = source.Spec;
        return new(source, $"{source.Namespace}.{source.Name}{TranslatedSuffix}", new TrafficExtension
        {
            Selector = plugin.Selector,
            TargetRefs = plugin.TargetRef is { } reference ? [reference, .. plugin.TargetRefs] : plugin.TargetRefs,
            Phase = (ExecutionPhase)plugin.Phase,
            Priority = plugin.Priority,
            Match = plugin.Match,
            Wasm = new WasmConfig
            {
                Url = plugin.Url,
                Sha256 = plugin.Sha256,
                ImagePullPolicy = plugin.ImagePullPolicy,
                ImagePullSecret = plugin.ImagePullSecret,
                VerificationKey = plugin.VerificationKey,
                PluginConfig = plugin.PluginConfig,
                PluginName = plugin.PluginName,
                FailStrategy = plugin.FailStrategy,
                VmConfig = plugin.VmConfig,
                Type = plugin.Type,
            },
        });
    }

    public bool Equals(MeshExtension? other) => other is not null && Source.Equals(other.Source);

    public override bool Equals(object? obj) => Equals(obj as MeshExtension);

    public override int GetHashCode() => Source.GetHashCode();
}
