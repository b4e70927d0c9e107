using System.Buffers;
using System.Text;
using MeshControl.Generation.Output;
using MeshControl.Grpc;

namespace MeshControl.Xds.Requests;

/// <summary>Decodes DiscoveryRequest and DeltaDiscoveryRequest without generated classes: names that are known become the known string objects.</summary>
internal static class AdsRequestReader
{
    private const int MaxNameBytes = 4096;
    private const int NodeFieldOfDelta = 1;
    private const int NodeFieldOfStateOfTheWorld = 2;

    /// <summary>The serialized node of a request; empty where it has none.</summary>
    public static ReadOnlySpan<byte> FindNode(ReadOnlySpan<byte> message, bool isDelta)
    {
        var reader = new WireReader(message, Describe(isDelta));
        while (reader.Next())
        {
            if (reader.Field == (isDelta ? NodeFieldOfDelta : NodeFieldOfStateOfTheWorld))
            {
                return reader.Bytes();
            }

            reader.Skip();
        }

        return default;
    }

    /// <summary>Decodes a message, all but its node.</summary>
    /// <exception cref="GrpcStatusException">INTERNAL for bytes that are no such message, INVALID_ARGUMENT for an overlong name; both say where.</exception>
    public static AdsRequest Read(ReadOnlySpan<byte> message, bool isDelta, INameTable known)
    {
        var typeUrl = FindTypeUrl(message, isDelta);
        foreach (var type in ResourceType.All)
        {
            if (Ascii.Equals(typeUrl, type.TypeUrl))
            {
                return Read(message, isDelta, type.TypeUrl, type, known);
            }
        }

        return Read(message, isDelta, Encoding.UTF8.GetString(typeUrl), null, known);
    }

    private static AdsRequest Read(ReadOnlySpan<byte> message, bool isDelta, string typeUrl, ResourceType? type, INameTable known) =>
        isDelta ? ReadDelta(message, typeUrl, type, known) : ReadState(message, typeUrl, type, known);

    private static ReadOnlySpan<byte> FindTypeUrl(ReadOnlySpan<byte> message, bool isDelta)
    {
        var reader = new WireReader(message, Describe(isDelta));
        ReadOnlySpan<byte> typeUrl = default;
        while (reader.Next())
        {
            if (reader.Field == (isDelta ? 2 : 4))
            {
                typeUrl = reader.Bytes();
            }
            else
            {
                reader.Skip();
            }
        }

        return typeUrl;
    }

    private static AdsRequest ReadState(ReadOnlySpan<byte> message, string typeUrl, ResourceType? type, INameTable known)
    {
        var reader = new WireReader(message, Describe(false));
        var names = new List<string>();
        string nonce = "", version = "";
        string? error = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: version = reader.Text(); break;
                case 3: names.Add(Name(ref reader, reader.Bytes(), type, known)); break;
                case 5: nonce = reader.Text(); break;
                case 6: error = ReadError(reader.Bytes(), "error_detail of a DiscoveryRequest"); break;
                default: reader.Skip(); break;
            }
        }

        return new AdsRequest { TypeUrl = typeUrl, Type = type, Nonce = nonce, Version = version, Error = error, Names = names };
    }

    private static AdsRequest ReadDelta(ReadOnlySpan<byte> message, string typeUrl, ResourceType? type, INameTable known)
    {
        var reader = new WireReader(message, Describe(true));
        List<string>? names = null, unsubscribed = null;
        List<KeyValuePair<string, string>>? initial = null;
        var nonce = "";
        string? error = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3: (names ??= []).Add(Name(ref reader, reader.Bytes(), type, known)); break;
                case 4: (unsubscribed ??= []).Add(Name(ref reader, reader.Bytes(), type, known)); break;
                case 5: (initial ??= []).Add(ReadVersion(reader.Bytes(), type, known)); break;
                case 6: nonce = reader.Text(); break;
                case 7: error = ReadError(reader.Bytes(), "error_detail of a DeltaDiscoveryRequest"); break;
                default: reader.Skip(); break;
            }
        }

        return new AdsRequest
        {
            TypeUrl = typeUrl, Type = type, Nonce = nonce, Error = error, Names = names ?? [], Unsubscribed = unsubscribed ?? [], InitialVersions = initial ?? [],
        };
    }

    private static string ReadError(ReadOnlySpan<byte> message, string what)
    {
        var reader = new WireReader(message, what);
        var text = "";
        long code = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: code = reader.Number(); break;
                case 2: text = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return text.Length > 0 ? text : $"rejected with code {code}";
    }

    private static KeyValuePair<string, string> ReadVersion(ReadOnlySpan<byte> entry, ResourceType? type, INameTable known)
    {
        var reader = new WireReader(entry, "initial_resource_versions of a DeltaDiscoveryRequest");
        ReadOnlySpan<byte> name = default, version = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Bytes(); break;
                case 2: version = reader.Bytes(); break;
                default: reader.Skip(); break;
            }
        }

        var resource = Find(ref reader, name, type, known, out var text);
        return new(text, resource is not null && IsText(version, resource.Version) ? resource.Version : Encoding.UTF8.GetString(version));
    }

    private static bool IsText(ReadOnlySpan<byte> utf8, string text) => Ascii.Equals(utf8, text);

    private static string Name(ref WireReader reader, ReadOnlySpan<byte> bytes, ResourceType? type, INameTable known)
    {
        Find(ref reader, bytes, type, known, out var name);
        return name;
    }

    private static EncodedResource? Find(ref WireReader reader, ReadOnlySpan<byte> bytes, ResourceType? type, INameTable known, out string name)
    {
        if (bytes.Length > MaxNameBytes)
        {
            throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, $"a resource name of {bytes.Length} bytes is above the limit of {MaxNameBytes}");
        }

        if (bytes.Length == 1 && bytes[0] == '*')
        {
            name = "*";
            return null;
        }

        Span<char> buffer = stackalloc char[256];
        var rented = bytes.Length > buffer.Length ? ArrayPool<char>.Shared.Rent(bytes.Length) : null;
        var chars = rented ?? buffer;
        chars = chars[..reader.Decode(bytes, chars)];
        var resource = type is null ? null : known.Find(type, chars);
        name = resource?.Name ?? new string(chars);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return resource;
    }

    private static string Describe(bool isDelta) => isDelta ? "a DeltaDiscoveryRequest" : "a DiscoveryRequest";
}
