using System.Collections.Immutable;
using MeshControl.Security.Authority;
using MeshControl.Security.Identity;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Revocation;

/// <summary>The operator's list and the record of what was issued, together.</summary>
internal sealed class Revocations : IRevocations, IDisposable
{
    private readonly string _file;
    private readonly IssuedRecord _record;
    private readonly ILogger _log;
    private RevocationList _list = RevocationList.Empty;
    private string _text = "";

    /// <exception cref="AuthorityException">The list cannot be read at the start.</exception>
    public Revocations(AuthorityOptions options, TimeProvider clock, ILogger log)
    {
        _file = options.RevocationFile ?? Path.Combine(options.Folder, "revoked");
        _log = log;
        _record = new IssuedRecord(options.Folder, clock, log);
        Read();
    }

    /// <summary>Serials that peers must refuse.</summary>
    public ImmutableSortedSet<string> Serials
    {
        get
        {
            var list = Volatile.Read(ref _list);
            return list.IsEmpty ? [] : [.. list.Serials, .. list.Identities.SelectMany(_record.LiveSerials)];
        }
    }

    public bool IsRevoked(SpiffeId identity) => Volatile.Read(ref _list).Identities.Contains(identity);

    public bool IsRevoked(string serial) => RevocationList.Serial(serial) is { } hex && Volatile.Read(ref _list).Serials.Contains(hex);

    public void Issued(IssuedCertificate certificate) => _record.Add(certificate);

    /// <summary>Reads the list again; a bad one leaves the last good one in force.</summary>
    public void Refresh()
    {
        try
        {
            Read();
        }
        catch (AuthorityException e)
        {
            Log.FileFailed(_log, e);
        }
    }

    public void Dispose() => _record.Dispose();

    private void Read()
    {
        var text = Text();
        if (text == _text)
        {
            return;
        }

        // Noted first, so that a bad list is told once and not at every look.
        _text = text;
        var list = RevocationList.Parse(text, _file);
        Volatile.Write(ref _list, list);
        Log.Revoked(_log, list.Identities.Count, list.Serials.Count);
    }

    private string Text()
    {
        try
        {
            return File.Exists(_file) ? File.ReadAllText(_file) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuthorityException($"{_file} cannot be read: {e.Message}", e);
        }
    }
}
