using System.Globalization;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Revocation;

/// <summary>One line of the record of issued certificates.</summary>
internal sealed record IssuedEntry(DateTimeOffset IssuedAt, string Serial, DateTimeOffset NotAfter, SpiffeId Identity)
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Null for a line that is none, for example one cut off by a crash.</summary>
    public static IssuedEntry? TryParse(string line) =>
        line.Split(' ') is [var issued, var serial, var expires, var name] && TryTime(issued, out var issuedAt) && TryTime(expires, out var notAfter)
            && SpiffeId.TryParse(name, out var identity, out _)
            ? new IssuedEntry(issuedAt, serial, notAfter, identity)
            : null;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{IssuedAt.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)} {Serial} {NotAfter.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)} {Identity}");

    private static bool TryTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
