using System.Collections.Immutable;

namespace MeshControl.Generation.Output;

/// <summary>
/// Everything of one type that a proxy class sees: a few shared sets whose names do not overlap. Compare parts by reference first;
/// a part that is the same object has not changed.
/// </summary>
public sealed class ResourceView
{
    public ResourceView(params ReadOnlySpan<ResourceSet> parts) => Parts = [.. parts];

    public static ResourceView Empty { get; } = new();

    public ImmutableArray<ResourceSet> Parts { get; }

    public int Count => Parts.Sum(part => part.Count);

    public IEnumerable<EncodedResource> Items => Parts.SelectMany(part => (IEnumerable<EncodedResource>)part);

    /// <summary>Hash over the parts' versions.</summary>
    public string Version => Parts.Length == 1
        ? Parts[0].Version
        : ResourceEncoder.VersionOf(System.Text.Encoding.ASCII.GetBytes(string.Concat(Parts.Select(part => part.Version))));

    public EncodedResource? Find(string name)
    {
        foreach (var part in Parts)
        {
            if (part.Find(name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public EncodedResource? Find(ReadOnlySpan<char> name)
    {
        foreach (var part in Parts)
        {
            if (part.Find(name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>True when both show the same set objects, so that nothing needs to be looked at.</summary>
    public bool IsSame(ResourceView other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (Parts.Length != other.Parts.Length)
        {
            return false;
        }

        for (var i = 0; i < Parts.Length; i++)
        {
            if (!ReferenceEquals(Parts[i], other.Parts[i]))
            {
                return false;
            }
        }

        return true;
    }
}
