namespace MeshControl.Model.Proxies;

/// <summary>A node that does not say which proxy it is; the message tells what is wrong with it.</summary>
public sealed class NodeReadException(string message) : Exception(message);
