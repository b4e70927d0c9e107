namespace MeshControl.Kubernetes.Client;

/// <summary>What a watch says of an object. A bookmark carries only a resource version; an error ends the watch.</summary>
public enum WatchEventType
{
    Added,
    Modified,
    Deleted,
    Bookmark,
    Error,
}
