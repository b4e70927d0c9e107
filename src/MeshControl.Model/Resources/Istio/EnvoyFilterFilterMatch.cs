namespace MeshControl.Model.Resources.Istio;

/// <summary>The network filter that a patch is for (istio.networking.v1alpha3.EnvoyFilter.ListenerMatch.FilterMatch).</summary>
public sealed record EnvoyFilterFilterMatch
{
    public string Name { get; init; } = "";

    public EnvoyFilterSubFilterMatch? SubFilter { get; init; }
}
