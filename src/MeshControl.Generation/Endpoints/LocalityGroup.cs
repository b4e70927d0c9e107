using Envoy.Config.Endpoint.V3;
using MeshControl.Model.Services;
using EnvoyLocality = Envoy.Config.Core.V3.Locality;

namespace MeshControl.Generation.Endpoints;

/// <summary>The hosts of one locality while an assignment is built; a failover priority splits a group in several.</summary>
internal sealed class LocalityGroup(Locality locality)
{
    public Locality Locality { get; } = locality;

    public List<LocalityHost> Hosts { get; } = [];

    public int Priority { get; set; }

    /// <summary>Set by a distribution rule instead of the sum of weights.</summary>
    public uint? FixedWeight { get; set; }

    /// <summary>Sum of the hosts' weights, as far as it fits.</summary>
    public uint Weight
    {
        get
        {
            ulong sum = 0;
            foreach (var host in Hosts)
            {
                sum += host.Weight;
            }

            return (uint)Math.Min(sum, uint.MaxValue);
        }
    }

    public LocalityLbEndpoints ToMessage()
    {
        var weight = FixedWeight ?? Weight;
        var message = new LocalityLbEndpoints
        {
            Locality = new EnvoyLocality { Region = Locality.Region, Zone = Locality.Zone, SubZone = Locality.SubZone },
            Priority = (uint)Priority,
            LoadBalancingWeight = weight > 0 ? weight : null,
        };
        foreach (var host in Hosts)
        {
            host.Message.LoadBalancingWeight = host.Weight;
            message.LbEndpoints.Add(host.Message);
        }

        return message;
    }
}
