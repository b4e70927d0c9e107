using MeshControl.Generation.Output;
using MeshControl.Xds.Pushing;

namespace MeshControl.Xds.Sessions;

/// <summary>
/// What one stream wants of one type, and what it holds. What it holds is a reference to the view it was brought to, restricted to the names
/// it wants; whatever deviates is owed and sent with the next response.
/// </summary>
internal sealed class ResourceSubscription(ResourceType type)
{
    private static readonly HashSet<string> NoNames = [];
    private HashSet<string> _names = NoNames;
    private HashSet<string>? _owed;
    private HashSet<string>? _gone;
    private HashSet<string>? _dropped;

    public ResourceType Type { get; } = type;

    public ResponseLedger Ledger { get; } = new();

    /// <summary>True when something may have to be sent.</summary>
    public bool IsDirty { get; set; }

    /// <summary>True once a request of this type has come.</summary>
    public bool IsRequested { get; set; }

    public bool IsWildcard { get; set; }

    /// <summary>True once a state-of-the-world request named something: an empty list then means nothing, not everything.</summary>
    public bool EverNamed { get; set; }

    /// <summary>The explicit subscriptions.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>The view the stream was brought to; null before the first answer was made.</summary>
    public ResourceView? Held { get; set; }

    /// <summary>State of the world: the subscription changed, so that a full-state type is sent whole.</summary>
    public bool SendsWhole { get; set; }

    /// <summary>Delta, until the first answer: what the client brought along, name and version.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> InitialVersions { get; set; } = [];

    /// <summary>Resources that the client brought along in the current version, so that they were not sent.</summary>
    public int BroughtCount { get; set; }

    /// <summary>Names to send with the next response although nothing about them changed.</summary>
    public IReadOnlyCollection<string> Owed => _owed ?? NoNames;

    /// <summary>Names that left the view while what used them is still being taken away.</summary>
    public IReadOnlyCollection<string> Gone => _gone ?? NoNames;

    /// <summary>Names of a request with an outdated nonce; they count when its time comes and nothing newer was said.</summary>
    public IReadOnlyList<string>? StaleNames { get; set; }

    /// <summary>Timestamp at which <see cref="StaleNames"/> count.</summary>
    public long StaleDeadline { get; set; }

    /// <summary>Resources of a rejected response that may not have been applied; they go along with the next change.</summary>
    public IReadOnlyList<EncodedResource> Suspects { get; set; } = [];

    public bool IsSubscribed => IsWildcard || _names.Count > 0;

    public bool Covers(string name) => IsWildcard || _names.Contains(name);

    public bool IsNamed(string name) => _names.Contains(name);

    public bool Add(string name)
    {
        if (ReferenceEquals(_names, NoNames))
        {
            _names = new HashSet<string>(StringComparer.Ordinal);
        }

        return _names.Add(name);
    }

    public void EnsureCapacity(int count)
    {
        if (ReferenceEquals(_names, NoNames) && count > 0)
        {
            _names = new HashSet<string>(count, StringComparer.Ordinal);
        }
    }

    public bool Remove(string name) => !ReferenceEquals(_names, NoNames) && _names.Remove(name);

    /// <summary>Replaces the explicit names and returns those that were not there before.</summary>
    public IReadOnlyList<string> Replace(IReadOnlyList<string> names, out bool anyRemoved)
    {
        var before = _names;
        var added = new List<string>();
        _names = names.Count == 0 ? NoNames : new HashSet<string>(names.Count, StringComparer.Ordinal);
        var kept = 0;
        foreach (var name in names)
        {
            if (name != "*" && _names.Add(name))
            {
                if (before.Contains(name))
                {
                    kept++;
                }
                else
                {
                    added.Add(name);
                }
            }
        }

        anyRemoved = kept < before.Count;
        return added;
    }

    /// <summary>True where the list names exactly the explicit names.</summary>
    public bool HasSameNames(IReadOnlyList<string> names)
    {
        var count = 0;
        foreach (var name in names)
        {
            if (name == "*")
            {
                continue;
            }

            count++;
            if (!_names.Contains(name))
            {
                return false;
            }
        }

        // Duplicates in the list are harmless, so a longer list may still be the same set.
        return count == _names.Count || (count > _names.Count && names.Where(static name => name != "*").Distinct(StringComparer.Ordinal).Count() == _names.Count);
    }

    /// <summary>True where a request with an outdated nonce left out names that are subscribed.</summary>
    public bool HasDropped => _dropped is not null;

    /// <summary>Remembers what an outdated request leaves out: if a later one names it again, the client does not have it any more.</summary>
    public void NoteDropped(IReadOnlyList<string> names)
    {
        if (!HasSameNames(names))
        {
            (_dropped ??= new HashSet<string>(StringComparer.Ordinal)).UnionWith(_names.Except(names, StringComparer.Ordinal));
        }
    }

    public void OweDropped()
    {
        foreach (var name in _dropped ?? NoNames)
        {
            if (_names.Contains(name))
            {
                Owe(name);
            }
        }

        _dropped = null;
    }

    /// <summary>
    /// Books that a response was rejected. Where the client then drops the whole response, the good resources in it are missing too: if it
    /// names the bad ones, the others are owed; if not, they go along with the next change. Where it applies the good ones, those it names
    /// are missing until they are sent again with the whole set.
    /// </summary>
    public void Suspect(Answer rejected, string error)
    {
        foreach (var name in rejected.Content.Count > 0 && !TypeRules.AppliesInParts(Type) ? rejected.Removed : [])
        {
            Owe(name);
        }

        var named = rejected.Content.Where(resource => error.Contains(resource.Name, StringComparison.Ordinal)).ToHashSet();
        if (TypeRules.AppliesInParts(Type))
        {
            Suspects = [.. Suspects.Union(named)];
        }
        else if (named.Count == 0)
        {
            // One alone is the bad one.
            Suspects = rejected.Content.Count > 1 ? [.. Suspects.Union(rejected.Content)] : Suspects;
        }
        else
        {
            foreach (var resource in rejected.Content.Where(resource => !named.Contains(resource) && Covers(resource.Name)))
            {
                Owe(resource.Name);
            }
        }
    }

    public void Owe(string name)
    {
        (_owed ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
        IsDirty = true;
    }

    public void Forgive(string name) => _owed?.Remove(name);

    public void ClearOwed() => _owed = null;

    public void MarkGone(string name) => (_gone ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);

    public void ClearGone() => _gone = null;
}
