using Envoy.Config.Core.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshControl.Generation.Filters;

/// <summary>"Ask on the stream you have."</summary>
public static class AdsSource
{
    /// <summary>Waits for the resource as long as it takes: what refers to it is not used before.</summary>
    public static ConfigSource NoTimeout => new()
    {
        Ads = new AggregatedConfigSource(), InitialFetchTimeout = new Duration(), ResourceApiVersion = ApiVersion.V3,
    };

    /// <summary>Waits 15 s (Envoy's default), then goes on without, so that one missing resource does not hold up a listener for ever.</summary>
    public static ConfigSource DefaultTimeout => new() { Ads = new AggregatedConfigSource(), ResourceApiVersion = ApiVersion.V3 };
}
