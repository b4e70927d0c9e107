namespace MeshControl.Fleet.Measuring;

/// <summary>The measurement cannot go on; the message is for the user.</summary>
internal sealed class FleetException(string message) : Exception(message);
