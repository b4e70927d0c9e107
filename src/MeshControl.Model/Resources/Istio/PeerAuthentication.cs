using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Mutual TLS at the receiving side of workloads (istio.security.v1beta1.PeerAuthentication).</summary>
public sealed record PeerAuthentication
{
    public MatchLabelsSelector? Selector { get; init; }

    public MutualTls? Mtls { get; init; }

    [Limits(MinItems = 1)]
    public IReadOnlyDictionary<int, MutualTls> PortLevelMtls { get; init; } = ReadOnlyDictionary<int, MutualTls>.Empty;
}
