using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Traffic;

/// <summary>Tells apart specs that were made, not read, and so have no content hash of their own.</summary>
internal static class SpecFingerprint
{
    public static UInt128 Of<TSpec>(TSpec spec)
        where TSpec : class
    {
        var type = (JsonTypeInfo<TSpec>)ResourceJsonContext.Default.GetTypeInfo(typeof(TSpec))!;
        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(spec, type)));
    }
}
