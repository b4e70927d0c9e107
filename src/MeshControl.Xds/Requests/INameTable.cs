using MeshControl.Generation.Output;

namespace MeshControl.Xds.Requests;

/// <summary>Finds the one string object of a name or version that is known already, so that thousands of streams do not each keep their own copies.</summary>
internal interface INameTable
{
    /// <summary>The known resource with this name, or null.</summary>
    EncodedResource? Find(ResourceType type, ReadOnlySpan<char> name);
}
