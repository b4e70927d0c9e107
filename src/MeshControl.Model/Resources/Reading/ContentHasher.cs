using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MeshControl.Model.Resources.Reading;

/// <summary>Adds to an object's canonical JSON the metadata that its kind reads, and hashes the whole.</summary>
internal static class ContentHasher
{
    public static UInt128 Hash(ArrayBufferWriter<byte> content, ResourceKind kind, ResourceMeta meta)
    {
        WriteNumber(content, meta.Created.UtcTicks);
        if (kind.ReadsLabels)
        {
            WriteStrings(content, meta.Labels, _ => true);
        }

        if (kind.ReadsAnnotations)
        {
            WriteStrings(content, meta.Annotations, kind.ReadsAnnotation);
        }

        if (kind.ReadsLifecycle)
        {
            WriteNumber(content, meta.DeletionTimestamp?.UtcTicks ?? 0);
            foreach (var owner in meta.OwnerReferences)
            {
                WriteText(content, owner.Kind);
                WriteText(content, owner.Name);
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private static void WriteStrings(ArrayBufferWriter<byte> content, IReadOnlyDictionary<string, string> values, Func<string, bool> counts)
    {
        WriteNumber(content, -1);
        foreach (var (key, value) in values.Where(v => counts(v.Key)).OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            WriteText(content, key);
            WriteText(content, value);
        }
    }

    // Length first, so that no two different lists of texts hash alike.
    private static void WriteText(ArrayBufferWriter<byte> content, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteNumber(content, length);
        content.Advance(Encoding.UTF8.GetBytes(text, content.GetSpan(length)));
    }

    private static void WriteNumber(ArrayBufferWriter<byte> content, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(content.GetSpan(sizeof(long)), number);
        content.Advance(sizeof(long));
    }
}
