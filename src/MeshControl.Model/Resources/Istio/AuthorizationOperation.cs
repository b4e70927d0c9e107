namespace MeshControl.Model.Resources.Istio;

/// <summary>What a request does; all fields that are set must match (istio.security.v1beta1.Operation).</summary>
public sealed record AuthorizationOperation
{
    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyList<string> NotHosts { get; init; } = [];

    public IReadOnlyList<string> Ports { get; init; } = [];

    public IReadOnlyList<string> NotPorts { get; init; } = [];

    public IReadOnlyList<string> Methods { get; init; } = [];

    public IReadOnlyList<string> NotMethods { get; init; } = [];

    public IReadOnlyList<string> Paths { get; init; } = [];

    public IReadOnlyList<string> NotPaths { get; init; } = [];
}
