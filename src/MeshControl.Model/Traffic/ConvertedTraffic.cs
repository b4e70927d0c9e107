using MeshControl.Incremental;
using MeshControl.Model.Gateways;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Traffic;

/// <summary>Gateways and routing rules made from objects of another API. Their sources name the rule, not one object: a rule can be made of several.</summary>
public sealed class ConvertedTraffic : IEquatable<ConvertedTraffic>
{
    private readonly Dictionary<ResourceKey, MeshVirtualService> _bySource = [];

    public ConvertedTraffic(IEnumerable<MeshGateway> gateways, IEnumerable<MeshVirtualService> rules)
    {
        Gateways = [.. gateways];
        foreach (var rule in rules)
        {
            _bySource.TryAdd(rule.Source, rule);
        }

        Rules = [.. _bySource.Values];
    }

    public EquatableArray<MeshGateway> Gateways { get; }

    /// <summary>One a source.</summary>
    public EquatableArray<MeshVirtualService> Rules { get; }

    public MeshVirtualService? Find(ResourceKey source) => _bySource.GetValueOrDefault(source);

    public bool Equals(ConvertedTraffic? other) => other is not null && Gateways.Equals(other.Gateways) && Rules.Equals(other.Rules);

    public override bool Equals(object? obj) => Equals(obj as ConvertedTraffic);

    public override int GetHashCode() => HashCode.Combine(Gateways, Rules);
}
