namespace MeshControl.Model.Resources.Mesh;

/// <summary>Access logs to OpenTelemetry (istio.mesh.v1alpha1.MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider).</summary>
public sealed record EnvoyOpenTelemetryLogProvider
{
    public string Service { get; init; } = "";

    public int Port { get; init; }

    public string LogName { get; init; } = "";

    public OpenTelemetryLogFormat? LogFormat { get; init; }
}
