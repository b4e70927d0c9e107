namespace MeshControl.Security.Authority;

/// <summary>Another process was faster to change the roots.</summary>
public sealed class RootConflictException(string message, Exception? inner = null) : Exception(message, inner);
