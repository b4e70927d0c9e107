using MeshControl.Model.Resources;
using MeshControl.Server.Sources;

namespace MeshControl.Server.Tests.Engine;

/// <summary>A version of a file as its folder would report it.</summary>
internal static class DamagedFile
{
    public static SourceUpdate Read(string file, byte[] content) => new()
    {
        Source = Path.GetDirectoryName(file)!, Events = [new SourceReplaced(ManifestReader.Read(file, content))],
    };
}
