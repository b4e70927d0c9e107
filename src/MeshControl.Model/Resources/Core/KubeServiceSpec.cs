using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 ServiceSpec.</summary>
public sealed record KubeServiceSpec
{
    public string Type { get; init; } = "";

    public string? ClusterIP { get; init; }

    public IReadOnlyList<string> ClusterIPs { get; init; } = [];

    public IReadOnlyList<string> ExternalIPs { get; init; } = [];

    public string? ExternalName { get; init; }

    public IReadOnlyDictionary<string, string> Selector { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyList<KubeServicePort> Ports { get; init; } = [];

    public bool PublishNotReadyAddresses { get; init; }

    public string? InternalTrafficPolicy { get; init; }

    public string? ExternalTrafficPolicy { get; init; }

    public string? TrafficDistribution { get; init; }

    public IReadOnlyList<string> IpFamilies { get; init; } = [];

    public string? IpFamilyPolicy { get; init; }
}
