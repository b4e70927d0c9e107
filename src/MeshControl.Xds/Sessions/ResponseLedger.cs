using System.Globalization;

namespace MeshControl.Xds.Sessions;

/// <summary>The responses of one type on one stream: which are unanswered, what was accepted, what was rejected and why.</summary>
internal sealed class ResponseLedger
{
    private const int MaxUnanswered = 64;
    private const int MaxErrorLength = 1024;
    private readonly List<Unanswered> _unanswered = [];
    private bool _isNotWaitedFor;

    /// <summary>Nonce of the newest response; 0 before the first.</summary>
    public long LastNonce { get; private set; }

    public string LastVersion { get; private set; } = "";

    public long AckedNonce { get; private set; }

    public string AckedVersion { get; private set; } = "";

    public long NackedNonce { get; private set; }

    /// <summary>The client's words for the newest rejection; null once a later response was accepted.</summary>
    public string? Error { get; private set; }

    /// <summary>True when the client answered the newest response with an older version and no error: it had no use for it.</summary>
    public bool IsNotApplied { get; private set; }

    public DateTimeOffset? LastSent { get; private set; }

    public DateTimeOffset? LastAnswered { get; private set; }

    public long Rejections { get; private set; }

    public bool HasUnanswered => _unanswered.Count > 0;

    public void Sent(Answer response, string version, long timestamp, DateTimeOffset time)
    {
        LastNonce = response.Nonce;
        LastVersion = version;
        LastSent = time;
        IsNotApplied = false;
        if (_unanswered.Count == MaxUnanswered)
        {
            _unanswered.RemoveAt(0);
        }

        _unanswered.Add(new Unanswered(response, version, timestamp));
    }

    /// <summary>True while newer content should wait for an answer. The deadline is when that ends, in ticks of the clock's timestamps.</summary>
    public bool IsWaiting(long now, long timeout, out long deadline)
    {
        deadline = long.MaxValue;
        if (_isNotWaitedFor || _unanswered.Count == 0)
        {
            return false;
        }

        deadline = _unanswered[^1].Timestamp + timeout;
        if (now < deadline)
        {
            return true;
        }

        _isNotWaitedFor = true;
        return false;
    }

    /// <summary>Books an acceptance and returns what the response held; null where the nonce is not an unanswered one.</summary>
    public Answer? Ack(string nonce, DateTimeOffset time)
    {
        if (Take(nonce, time) is not { } response)
        {
            return null;
        }

        AckedNonce = response.Response.Nonce;
        AckedVersion = response.Version;
        if (AckedNonce >= NackedNonce)
        {
            Error = null;
        }

        return response.Response;
    }

    /// <summary>Books a rejection and returns what the response held; null where the nonce is not an unanswered one.</summary>
    public Answer? Nack(string nonce, string error, DateTimeOffset time)
    {
        Error = error.Length > MaxErrorLength ? error[..MaxErrorLength] : error;
        Rejections++;
        if (Take(nonce, time) is not { } response)
        {
            // Older clients repeat an answered nonce; the newest response is then the one that is meant.
            NackedNonce = LastNonce;
            return null;
        }

        NackedNonce = response.Response.Nonce;
        return response.Response;
    }

    /// <summary>Books that the client took note of the newest response without using it.</summary>
    public Answer? NotApplied(string nonce, DateTimeOffset time)
    {
        if (Take(nonce, time) is not { } response)
        {
            return null;
        }

        IsNotApplied = true;
        return response.Response;
    }

    public bool IsLast(string nonce) => LastNonce != 0 && nonce == LastNonce.ToString(CultureInfo.InvariantCulture);

    private Unanswered? Take(string nonce, DateTimeOffset time)
    {
        _isNotWaitedFor = false;
        if (!long.TryParse(nonce, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var index = _unanswered.FindIndex(unanswered => unanswered.Response.Nonce == number);
        if (index < 0)
        {
            return null;
        }

        var found = _unanswered[index];
        // A client answers in order: what lies before was delivered, though not accepted by this.
        _unanswered.RemoveRange(0, index + 1);
        LastAnswered = time;
        return found;
    }

    private readonly record struct Unanswered(Answer Response, string Version, long Timestamp);
}
