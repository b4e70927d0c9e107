using System.Collections.ObjectModel;
using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>Settings of the proxies of workloads, from the kind ProxyConfig (istio.networking.v1beta1.ProxyConfig).</summary>
public sealed record WorkloadProxyConfig
{
    public MatchLabelsSelector? Selector { get; init; }

    public int? Concurrency { get; init; }

    [Limits(ItemMaxLength = 2048)]
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public ProxyImage? Image { get; init; }
}
