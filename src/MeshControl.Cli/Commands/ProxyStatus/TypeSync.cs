using System.Globalization;
using System.Text.Json;
using MeshControl.Cli.Dumps;

namespace MeshControl.Cli.Commands.ProxyStatus;

/// <summary>One resource type of one proxy: nonces sent and acknowledged, when, and the error where it was rejected.</summary>
internal sealed record TypeSync(string Sent, string Acked, DateTimeOffset? SentAt, string Error)
{
    /// <summary>A rejection outranks everything; a type nothing was sent for is not stale.</summary>
    public SyncState State =>
        Error.Length > 0 ? SyncState.Error
        : Sent.Length == 0 ? SyncState.NotSent
        : string.Equals(Sent, Acked, StringComparison.Ordinal) ? SyncState.Synced
        : SyncState.Stale;

    public static TypeSync Read(JsonElement entry) => new(
        entry.Text("sent"),
        entry.Text("acked"),
        DateTimeOffset.TryParse(entry.Text("sentTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year > 1 ? time : null,
        entry.Text("lastError"));

    /// <summary>The cell of a table: <c>SYNCED (5m)</c>, with the time since the last response.</summary>
    public string Describe(DateTimeOffset now)
    {
        var state = StateText(State);
        return SentAt is { } time && State is not SyncState.NotSent ? $"{state} ({Age.Describe(now - time)})" : state;
    }

    public static string StateText(SyncState state) => state switch
    {
        SyncState.NotSent => "NOT SENT",
        SyncState.Synced => "SYNCED",
        SyncState.Stale => "STALE",
        SyncState.Error => "ERROR",
        _ => "IGNORED",
    };
}
