using System.Collections.ObjectModel;

namespace MeshControl.Model.Resources.Istio;

/// <summary>How traffic from one locality is shared among localities, in percent (istio.networking.v1alpha3.LocalityLoadBalancerSetting.Distribute).</summary>
public sealed record LocalityDistribute
{
    public string From { get; init; } = "";

    public IReadOnlyDictionary<string, int> To { get; init; } = ReadOnlyDictionary<string, int>.Empty;
}
