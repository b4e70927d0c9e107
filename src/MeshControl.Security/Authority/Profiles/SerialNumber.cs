using System.Security.Cryptography;

namespace MeshControl.Security.Authority.Profiles;

/// <summary>Serial numbers that cannot be guessed (RFC 5280 4.1.2.2): 16 random bytes, positive, no leading zero.</summary>
internal static class SerialNumber
{
    public static byte[] Next()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        return serial;
    }
}
