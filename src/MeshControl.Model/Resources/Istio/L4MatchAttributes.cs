using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Conditions of a TCP route; all that are set must hold (istio.networking.v1alpha3.L4MatchAttributes).</summary>
public sealed record L4MatchAttributes
{
    public IReadOnlyList<string> DestinationSubnets { get; init; } = [];

    public int Port { get; init; }

    public string SourceSubnet { get; init; } = "";

    public IReadOnlyDictionary<string, string> SourceLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<string> Gateways { get; init; } = [];

    public string SourceNamespace { get; init; } = "";
}
