namespace MeshControl.Kubernetes.Connection;

/// <summary>There is no usable connection: the message names the file, the entry and what is wrong with it.</summary>
public sealed class KubeconfigException(string message, Exception? inner = null) : Exception(message, inner);
