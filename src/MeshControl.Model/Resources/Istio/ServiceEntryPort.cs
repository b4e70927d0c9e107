namespace MeshControl.Model.Resources.Istio;

/// <summary>A port of a ServiceEntry (istio.networking.v1alpha3.ServicePort).</summary>
public sealed record ServiceEntryPort
{
    public int Number { get; init; }

    public string Protocol { get; init; } = "";

    public string Name { get; init; } = "";

    public int TargetPort { get; init; }
}
