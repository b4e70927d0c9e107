namespace MeshControl.Kubernetes.Client;

/// <summary>How a patch's body is to be read.</summary>
public enum PatchType
{
    /// <summary>RFC 6902: a list of operations.</summary>
    Json,

    /// <summary>RFC 7386: fields to set, null to remove.</summary>
    Merge,

    /// <summary>Kubernetes' own merge, which knows the keys of lists; built-in kinds only.</summary>
    Strategic,
}
