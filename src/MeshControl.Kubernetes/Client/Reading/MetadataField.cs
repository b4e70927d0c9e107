namespace MeshControl.Kubernetes.Client.Reading;

/// <summary>The fields of ObjectMeta that have a place in <see cref="KubeMetadata"/>.</summary>
internal enum MetadataField
{
    None,
    Name,
    Namespace,
    Uid,
    ResourceVersion,
    Generation,
    Created,
    Deleted,
    Labels,
    Annotations,
    Owners,
}
