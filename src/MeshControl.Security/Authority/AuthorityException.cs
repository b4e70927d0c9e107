namespace MeshControl.Security.Authority;

/// <summary>The certificate authority cannot work with what it was given; the message names the file and the remedy, never its content.</summary>
public sealed class AuthorityException(string message, Exception? inner = null) : Exception(message, inner);
