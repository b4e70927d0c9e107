namespace MeshControl.Grpc.Protocol;

/// <summary>Values of headers whose name ends in <c>-bin</c>: base64, written without padding, read with or without.</summary>
internal static class BinaryMetadata
{
    public static string Encode(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    /// <summary>The decoded bytes, or none when the value is not base64.</summary>
    public static byte[] Decode(string value)
    {
        var trimmed = value.TrimEnd('=');
        var padded = trimmed.PadRight((trimmed.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : [];
    }
}
