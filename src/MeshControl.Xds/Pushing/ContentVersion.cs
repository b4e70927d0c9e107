using System.Security.Cryptography;
using System.Text;
using MeshControl.Generation.Output;

namespace MeshControl.Xds.Pushing;

/// <summary>A version for resources that are not a whole view: equal content, equal version, on every replica.</summary>
internal static class ContentVersion
{
    public static string Of(IEnumerable<EncodedResource> resources)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var resource in resources)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(resource.Name));
            hash.AppendData(Encoding.ASCII.GetBytes(resource.Version));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
