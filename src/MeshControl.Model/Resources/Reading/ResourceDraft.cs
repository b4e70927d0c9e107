namespace MeshControl.Model.Resources.Reading;

/// <summary>Everything of a resource but its spec.</summary>
internal sealed record ResourceDraft(ResourceKind Kind, ResourceMeta Meta, ResourceStatus? Status, UInt128 ContentHash);
