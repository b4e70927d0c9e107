namespace MeshControl.Model.Services;

/// <summary>A service's wish to stay close to the client.</summary>
public enum TrafficDistribution
{
    Any,
    PreferSameZone,
    PreferSameNode,
}
