using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A port of a ServiceEntry (istio.networking.v1alpha3.ServicePort).</summary>
public sealed record ServiceEntryPort
{
    [Limits(Required = true)]
    public int Number { get; init; }

    [Limits(MaxLength = 256)]
    public string Protocol { get; init; } = "";

    [Limits(Required = true, MaxLength = 256)]
    public string Name { get; init; } = "";

    public int TargetPort { get; init; }
}
