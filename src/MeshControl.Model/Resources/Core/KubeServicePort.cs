namespace MeshControl.Model.Resources.Core;

/// <summary>core/v1 ServicePort; TargetPort is null when it equals Port.</summary>
public sealed record KubeServicePort
{
    public string Name { get; init; } = "";

    public int Port { get; init; }

    public IntOrString? TargetPort { get; init; }

    public int NodePort { get; init; }

    public string Protocol { get; init; } = "";

    public string? AppProtocol { get; init; }
}
