using System.Collections.ObjectModel;
using System.Text.Json.Nodes;
using MeshControl.Generation.Injection.Pods;
using MeshControl.Generation.Injection.Settings;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Generation.Injection;

/// <summary>A pod, and everything that what is injected depends on.</summary>
public sealed record InjectionRequest
{
    /// <summary>A core/v1 Pod; it is not changed.</summary>
    public required JsonObject Pod { get; init; }

    /// <summary>Where the pod is made; the pod itself need not say.</summary>
    public required string Namespace { get; init; }

    public required InjectionSettings Settings { get; init; }

    public MeshConfig Mesh { get; init; } = new();

    public IReadOnlyDictionary<string, string> NamespaceLabels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, string> NamespaceAnnotations { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>ProxyConfig objects that select the pod, the most general first.</summary>
    public IReadOnlyList<WorkloadProxyConfig> ProxyConfigs { get; init; } = [];

    /// <summary>Environment of the proxy that the webhook's URL asks for.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The workload whose pods these are, where it is known; else the pod's owner references say it.</summary>
    public WorkloadOwner? Owner { get; init; }

    /// <summary>Every node runs a Kubernetes that starts init containers with restartPolicy Always as sidecars.</summary>
    public bool HasNativeSidecars { get; init; }

    /// <summary>Suffix of Kubernetes service hosts.</summary>
    public string DomainSuffix { get; init; } = "cluster.local";

    /// <summary>The control plane's own namespace, where it is known otherwise than from the settings.</summary>
    public string? ControlPlaneNamespace { get; init; }

    internal string SystemNamespace => ControlPlaneNamespace ?? Settings.Values.Text("global.istioNamespace");
}
