using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Endpoints of a host that have these labels, with their own policy (istio.networking.v1alpha3.Subset).</summary>
public sealed record Subset
{
    [Limits(Required = true)]
    public string Name { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public TrafficPolicy? TrafficPolicy { get; init; }
}
