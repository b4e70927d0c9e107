namespace MeshControl.Testing.Kubernetes;

/// <summary>What an open watch is told to do next.</summary>
internal enum FakeWatchCommand
{
    Wake,
    Bookmark,
    Garbage,
    Expire,
    Fail,
    Freeze,
    Disconnect,
    End,
}
