namespace MeshControl.Testing.Kubernetes;

/// <summary>A change in the fake store: <paramref name="Old"/> is null for a new object, <paramref name="New"/> carries the last state of a deleted one.</summary>
internal sealed record StoreEvent(long Version, StoredObject? Old, StoredObject New, bool Deleted);
