using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Conditions of a TLS route; all that are set must hold (istio.networking.v1alpha3.TLSMatchAttributes).</summary>
public sealed record TlsMatchAttributes
{
    [Limits(Required = true)]
    public IReadOnlyList<string> SniHosts { get; init; } = [];

    public IReadOnlyList<string> DestinationSubnets { get; init; } = [];

    public int Port { get; init; }

    public IReadOnlyDictionary<string, string> SourceLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<string> Gateways { get; init; } = [];

    public string SourceNamespace { get; init; } = "";
}
