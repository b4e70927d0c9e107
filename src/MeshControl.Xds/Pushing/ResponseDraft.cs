using MeshControl.Generation.Output;

namespace MeshControl.Xds.Pushing;

/// <summary>The content of the next response of one type, collected from shared bodies and single resources; no name is in it twice.</summary>
internal sealed class ResponseDraft
{
    private readonly List<SetDiff> _whole = [];
    private readonly List<EncodedResource> _resources = [];
    private readonly List<string> _removed = [];
    private HashSet<string>? _mentioned;

    /// <summary>Resources that are new or changed for the client; null where that is all of them.</summary>
    public IReadOnlyList<EncodedResource>? Changed { get; set; }

    /// <summary>True where the response goes out even if it holds nothing.</summary>
    public bool IsDue { get; set; }

    /// <summary>True where the response must not be cut into several.</summary>
    public bool IsUncuttable { get; set; }

    public bool IsEmpty => _whole.Count == 0 && _resources.Count == 0 && _removed.Count == 0;

    /// <summary>Every resource in it.</summary>
    public IEnumerable<EncodedResource> Resources => _whole.SelectMany(diff => diff.Upserted).Concat(_resources);

    /// <summary>Every removed name in it.</summary>
    public IEnumerable<string> Removed => _whole.SelectMany(diff => diff.Removed).Concat(_removed);

    /// <summary>Takes a difference as it is, so that its framed body is shared.</summary>
    public void AddWhole(SetDiff diff) => _whole.Add(diff);

    /// <summary>Adds a resource whose name cannot be in it yet.</summary>
    public void AddFresh(EncodedResource resource)
    {
        _mentioned?.Add(resource.Name);
        _resources.Add(resource);
    }

    /// <summary>Adds a resource unless its name is in it already.</summary>
    public void Add(EncodedResource resource)
    {
        if (Mention(resource.Name))
        {
            _resources.Add(resource);
        }
    }

    /// <summary>Adds a removal unless the name is in it already.</summary>
    public void AddRemoved(string name)
    {
        if (Mention(name))
        {
            _removed.Add(name);
        }
    }

    /// <summary>The content as bodies to be framed one after the other.</summary>
    public IReadOnlyList<ResponseBody> ToBodies()
    {
        var bodies = new List<ResponseBody>(_whole.Count + 1);
        foreach (var diff in _whole)
        {
            bodies.Add(diff.Body);
        }

        if (_resources.Count > 0 || _removed.Count > 0)
        {
            bodies.Add(new ResponseBody(_resources, _removed));
        }

        return bodies;
    }

    private bool Mention(string name)
    {
        // Built late: most drafts are filled with names that are known to differ.
        _mentioned ??= new HashSet<string>(_resources.Select(resource => resource.Name).Concat(_removed), StringComparer.Ordinal);
        foreach (var diff in _whole)
        {
            if (diff.Upserts(name) || diff.Removed.Contains(name, StringComparer.Ordinal))
            {
                return false;
            }
        }

        return _mentioned.Add(name);
    }
}
