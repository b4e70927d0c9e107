using MeshControl.Generation.Output;

namespace MeshControl.Xds.Pushing;

/// <summary>What leads from one resource set to another: resources new or changed, sorted by name, and names gone.</summary>
internal sealed class SetDiff
{
    private readonly List<EncodedResource> _upserted;
    private readonly List<string> _removed;

    private SetDiff(List<EncodedResource> upserted, List<string> removed)
    {
        _upserted = upserted;
        _removed = removed;
        Body = new ResponseBody(upserted, removed);
        AsList = [this];
    }

    public IReadOnlyList<EncodedResource> Upserted => _upserted;

    public IReadOnlyList<string> Removed => _removed;

    /// <summary>Both as a response body, for streams that take all of it.</summary>
    public ResponseBody Body { get; }

    /// <summary>Itself alone.</summary>
    public IReadOnlyList<SetDiff> AsList { get; }

    public static SetDiff Between(ResourceSet before, ResourceSet after)
    {
        var upserted = new List<EncodedResource>(before.Count == 0 ? after.Count : 4);
        var removed = new List<string>();
        int b = 0, a = 0;
        while (b < before.Count || a < after.Count)
        {
            var order = b == before.Count ? 1 : a == after.Count ? -1 : string.CompareOrdinal(before[b].Name, after[a].Name);
            if (order < 0)
            {
                removed.Add(before[b++].Name);
            }
            else if (order > 0)
            {
                upserted.Add(after[a++]);
            }
            else
            {
                if (!before[b].Equals(after[a]))
                {
                    upserted.Add(after[a]);
                }

                b++;
                a++;
            }
        }

        return new SetDiff(upserted, removed);
    }

    /// <summary>True where <see cref="Upserted"/> holds the name.</summary>
    public bool Upserts(string name)
    {
        int low = 0, high = _upserted.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(_upserted[middle].Name, name);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }
}
