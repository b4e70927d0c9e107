namespace MeshControl.Generation.Injection.Capture;

/// <summary>How connections to a pod reach its proxy; those from it are always redirected, or with <see cref="None"/> neither is.</summary>
public enum CaptureMode
{
    Redirect,
    Tproxy,
    None,
}
