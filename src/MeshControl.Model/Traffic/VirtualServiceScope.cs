namespace MeshControl.Model.Traffic;

/// <summary>Whose VirtualServices: those that a namespace sees for one gateway (`mesh` or `namespace/name`).</summary>
public readonly record struct VirtualServiceScope(string Namespace, string Gateway);
