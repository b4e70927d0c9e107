using Google.Protobuf;

namespace MeshControl.Generation.Clusters;

/// <summary>
/// Fields that Envoy knows and the API definitions we are built with do not yet: written by number, they reach Envoy like any other,
/// but JSON shows them only once the definitions have them.
/// </summary>
internal static class NewerFields
{
    /// <summary>envoy.config.cluster.v3.Cluster.dns_jitter</summary>
    public const int ClusterDnsJitter = 58;

    /// <summary>envoy.extensions.upstreams.http.v3.HttpProtocolOptions.outlier_detection</summary>
    public const int HttpOutlierDetection = 8;

    /// <summary>envoy.extensions.wasm.v3.PluginConfig.failure_policy</summary>
    public const int WasmFailurePolicy = 7;

    /// <summary>Adds an enum field.</summary>
    public static void AddNumber(IMessage target, int number, uint value)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.Varint);
            output.WriteUInt32(value);
        }

        target.MergeFrom(ByteString.CopyFrom(stream.GetBuffer(), 0, (int)stream.Length));
    }

    /// <summary>Adds a message field.</summary>
    public static void Add(IMessage target, int number, IMessage value) => Add(target, number, value.ToByteString());

    /// <summary>Adds a message field by its content.</summary>
    public static void Add(IMessage target, int number, ByteString value) => target.MergeFrom(Field(number, value));

    /// <summary>A message that has this one field only.</summary>
    public static ByteString Field(int number, ByteString value)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(value);
        }

        return ByteString.CopyFrom(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
