namespace MeshControl.Model.Resources.Mesh;

/// <summary>Metrics for Prometheus (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.PrometheusMetricsProvider).</summary>
public sealed record PrometheusMetricsProvider;
