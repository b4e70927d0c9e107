namespace MeshControl.Model.Security;

/// <summary>A key set to fetch, and how long one attempt may take.</summary>
public sealed record WantedKeySet(KeySetKey Key, TimeSpan Timeout);
