namespace MeshControl.Generation.Bootstrap;

/// <summary>How the app is asked.</summary>
public enum AppProbeKind
{
    Http,
    Tcp,
    Grpc,
}
