namespace MeshControl.Kubernetes.Client;

/// <summary>One line of a watch. <paramref name="Error"/> is set for <see cref="WatchEventType.Error"/> only.</summary>
public sealed record WatchEvent(WatchEventType Type, KubeObject Object, KubeApiException? Error = null);
