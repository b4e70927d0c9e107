namespace MeshControl.Server.KeySets;

/// <summary>Keys could not be had; the message goes to the operator and repeats nothing of an answer.</summary>
internal sealed class KeySetException(string message) : Exception(message);
