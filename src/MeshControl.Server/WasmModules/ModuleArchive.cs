using System.Formats.Tar;
using System.IO.Compression;

namespace MeshControl.Server.WasmModules;

/// <summary>A module in the layer of an image: as it is, or as a .wasm file in a compressed archive.</summary>
internal static class ModuleArchive
{
    private const string Extension = ".wasm";

    /// <summary>The first four bytes of every module.</summary>
    private static ReadOnlySpan<byte> Magic => "\0asm"u8;

    public static bool IsModule(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>The module of a layer.</summary>
    /// <exception cref="ModuleException">There is none, or it is too large.</exception>
    public static byte[] Extract(byte[] layer, int maxBytes)
    {
        if (IsModule(layer))
        {
            return layer;
        }

        try
        {
            using var unpacked = new GZipStream(new MemoryStream(layer), CompressionMode.Decompress);
            using var archive = new TarReader(unpacked);
            while (archive.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is { } data && entry.Name.EndsWith(Extension, StringComparison.Ordinal))
                {
                    return Read(data, entry.Length, maxBytes);
                }
            }
        }
        catch (InvalidDataException)
        {
            throw new ModuleException("the image's layer is neither a module nor a compressed archive");
        }

        throw new ModuleException("the image has no .wasm file");
    }

    private static byte[] Read(Stream data, long length, int maxBytes)
    {
        if (length > maxBytes)
        {
            throw new ModuleException($"the module is larger than {maxBytes} bytes");
        }

        var bytes = new byte[length];
        data.ReadExactly(bytes);
        return bytes;
    }
}
