namespace MeshControl.Model.Resources;

/// <summary>An object is there, new or changed; its origin's Source says where.</summary>
public sealed record ResourceUpserted(Resource Resource) : ResourceEvent;
