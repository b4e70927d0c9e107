namespace MeshControl.Kubernetes.Client;

/// <summary>
/// One object of the API server. <paramref name="Json"/> is the whole object in UTF-8, always with apiVersion and kind (which lists leave out),
/// without what is never kept and what the reader's <see cref="FieldTrim"/> drops.
/// </summary>
public sealed record KubeObject(ApiResource Resource, KubeMetadata Metadata, ReadOnlyMemory<byte> Json)
{
    public override string ToString() => $"{Resource.Kind} {Metadata}";
}
