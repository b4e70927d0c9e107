namespace MeshControl.Fleet.Workload;

/// <summary>One generated pod.</summary>
internal sealed record WorkloadPod(string Name, string Namespace, string App, string Version, string Address, string Node, string Zone)
{
    public IEnumerable<(string Name, string Value)> Labels =>
    [
        ("app", App),
        ("version", Version),
        ("security.istio.io/tlsMode", "istio"),
        ("service.istio.io/canonical-name", App),
        ("service.istio.io/canonical-revision", Version),
    ];
}
