using System.Text;
using MeshControl.Security.Authority;
using MeshControl.Security.Authority.Storage;
using MeshControl.Security.Identity;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Revocation;

/// <summary>
/// Every certificate that was issued and has not expired, in a file that only grows while the server runs: who has what, and which serials to revoke
/// when an identity is. One process writes it.
/// </summary>
internal sealed class IssuedRecord : IDisposable
{
    private const string FileName = "issued.log";
    private readonly Lock _gate = new();
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly Dictionary<SpiffeId, List<IssuedEntry>> _live = [];
    private readonly FileStream? _file;
    private int _count;
    private int _pruneAt = 1024;

    public IssuedRecord(string folder, TimeProvider clock, ILogger log)
    {
        _clock = clock;
        _log = log;
        var place = PrivateFolder.Open(folder);
        try
        {
            Load(place);
            _file = place.Append(FileName);
        }
        catch (AuthorityException e)
        {
            // Without the record identities can still be refused, but not all of their certificates be revoked.
            Log.RecordFailed(log, e);
        }
    }

    public void Add(IssuedCertificate issued)
    {
        var entry = new IssuedEntry(_clock.GetUtcNow(), issued.Serial, issued.NotAfter, issued.Identity);
        lock (_gate)
        {
            Remember(entry);
            try
            {
                _file?.Write(Encoding.ASCII.GetBytes($"{entry}\n"));
                _file?.Flush();
            }
            catch (IOException e)
            {
                Log.RecordFailed(_log, e);
            }
        }
    }

    /// <summary>Serials of certificates of the identity that have not expired.</summary>
    public IReadOnlyList<string> LiveSerials(SpiffeId identity)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            return [.. _live.GetValueOrDefault(identity, []).Where(entry => entry.NotAfter > now).Select(entry => entry.Serial)];
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Load(PrivateFolder place)
    {
        if (!place.Names(FileName).Any())
        {
            return;
        }

        var now = _clock.GetUtcNow();
        var lines = Encoding.ASCII.GetString(place.Read(FileName, int.MaxValue)).Split('\n');
        var live = lines.Select(IssuedEntry.TryParse).OfType<IssuedEntry>().Where(entry => entry.NotAfter > now).ToList();
        live.ForEach(Remember);
        if (live.Count < lines.Length - 1)
        {
            place.Write(FileName, Encoding.ASCII.GetBytes(string.Concat(live.Select(entry => $"{entry}\n"))));
        }
    }

    private void Remember(IssuedEntry entry)
    {
        if (!_live.TryGetValue(entry.Identity, out var entries))
        {
            _live[entry.Identity] = entries = [];
        }

        entries.Add(entry);
        if (++_count >= _pruneAt)
        {
            Prune();
        }
    }

    private void Prune()
    {
        var now = _clock.GetUtcNow();
        foreach (var (identity, entries) in _live.ToList())
        {
            entries.RemoveAll(entry => entry.NotAfter <= now);
            if (entries.Count == 0)
            {
                _live.Remove(identity);
            }
        }

        _count = _live.Values.Sum(entries => entries.Count);
        _pruneAt = Math.Max(1024, _count * 2);
    }
}
