using MeshControl.Model.Resources.Schema;

namespace MeshControl.Model.Resources.Istio;

/// <summary>A readiness probe over HTTP (istio.networking.v1alpha3.HTTPHealthCheckConfig).</summary>
public sealed record HttpHealthCheckConfig
{
    public string Path { get; init; } = "";

    [Limits(Required = true)]
    public int Port { get; init; }

    public string Host { get; init; } = "";

    public string Scheme { get; init; } = "";

    public IReadOnlyList<ProbeHttpHeader> HttpHeaders { get; init; } = [];
}
